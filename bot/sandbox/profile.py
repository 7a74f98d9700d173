"""What people see of the bot before they write: its names, its descriptions, its command menu."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.sandbox.model import Json

Scope = tuple[str, int | None, int | None]


@dataclass
class Profile:
    """By language; the empty one is for all others."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})

    def menu_for(self, chat_id: int, person: int, language: str, group: bool = False) -> list[Json]:
        """The commands a person sees in a chat: the narrowest scope that has some, their language first."""
        general: Scope = ("all_group_chats" if group else "all_private_chats", None, None)
        scopes: list[Scope] = [("chat", chat_id, None), general, ("default", None, None)]
        if group:
            scopes.insert(0, ("chat_member", chat_id, person))
        for scope in scopes:
            for code in (language, ""):
                if commands := self.commands.get((scope, code)):
                    return commands
        return []

    def text_for(self, texts: dict[str, str], language: str) -> str:
        """A name or a description in a person's language."""
        return texts.get(language) or texts.get("", "")
