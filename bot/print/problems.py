"""What can be wrong with what a person wants printed on a kit."""

from __future__ import annotations

from bot.errors import Problem


class WordsTooLong(Problem):
    """A town's or an event's name longer than a poster can carry."""

    code = "print.words_too_long"


class WordsUnprintable(Problem):
    """Characters that the kit's fonts lack, such as emoji."""

    code = "print.words_unprintable"


class LinkRefused(Problem):
    """A QR code's target that is not a web address."""

    code = "print.link_refused"


class LogoTooHeavy(Problem):
    """A logo over the limit in bytes or in pixels."""

    code = "print.logo_too_heavy"


class LogoUnreadable(Problem):
    """A logo that is no PNG or JPEG picture, or a damaged one."""

    code = "print.logo_unreadable"


class DoesNotFit(Problem):
    """Texts that leave no room on the page, even in the smallest letters that can be read."""

    code = "print.does_not_fit"
