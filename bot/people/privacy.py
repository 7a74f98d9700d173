"""The privacy notice: its version, and what it says. Facts follow domain/safeguards.md, section 3."""

from __future__ import annotations

from bot.i18n import T, Text

NOTICE_VERSION = "2026-11.3"
"""Changes whenever the notice says something else; kept with each consent."""


def what_it_is() -> tuple[Text, ...]:
    """What the bot is, and what it is not: the first thing a person reads."""
    return (
        T("<b>Relais 8.7</b> carries what you do against child labour, forced labour and trafficking into "
          "the national roadmap of France."),
        T("It is for people who act: associations, local authorities, the Forum's groups. It is not a "
          "helpline, it does not identify victims and takes no complaint. In danger: /urgence, at any time."),
    )  # fmt: skip


def notice(controller: str, contact: str) -> tuple[Text, ...]:
    """Who is responsible, what is kept, for how long, and the person's rights."""
    return (
        T("<b>Your data</b>"),
        T("Responsible: {controller}. Questions: {contact}.", controller=controller, contact=contact),
        T("Kept: your Telegram number, your language, your organisation, your role, what you send here. "
          "Not kept: your name, your phone, who you belong to in private."),
        T("Why: to follow the national roadmap and its annual report. Your consent is noted with its date."),
        T("How long: drafts 6 months, an account 24 months without use. What your organisation reported "
          "stays with it."),
        T("Reminders: only the kinds that you choose with /rappels. Your choices are kept until you change "
          "them, what was sent to you 2 months."),
        T("Letters, kits you wait for, dates you follow or answered: kept until you change it, dates 6 "
          "months after they are over. Which messages were sent to you: 36 months. Requests for printed "
          "copies: 36 months, under your organisation's name."),
        T("Nothing is kept of who opens the emergency card, scans a code, searches from another chat or "
          "reads the shared calendar."),
        T("Never write the name, birth date, address or phone of anyone helped: totals only. Such a text is "
          "refused and not kept."),
        T("Telegram chats with a bot are not encrypted from end to end: write nothing that would hurt if "
          "read by others."),
        T("Your rights: /mesdonnees shows what is kept about you, /supprimer forgets you, /stop ends "
          "messages. Complaints: the CNIL, cnil.fr."),
    )  # fmt: skip
