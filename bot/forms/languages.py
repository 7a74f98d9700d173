"""Languages of a form: ``French (fr)`` and ``fr`` mean the same to a person who reads French."""

from __future__ import annotations

from bot.forms.model import Form


def code_of(language: str) -> str:
    """The code in a language's name as XLSForm writes it, else the name itself, in small letters."""
    inside = language.rpartition("(")[2].rstrip(") ").strip()
    return (inside or language).lower()


def language_for(form: Form, wanted: str, otherwise: str | None = None) -> str:
    """The form's own name of a language, given by that name or by its code; else the default one."""
    if wanted in form.languages:
        return wanted
    for language in form.languages:
        if wanted and code_of(language).split("-")[0] == wanted.lower().split("-")[0]:
            return language
    return form.default_language if otherwise is None else otherwise
