"""Searches among resources that found nothing."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from storage.tables.base import table_of


class SearchMissRow(SQLModel, table=True):
    """How many searches found nothing, by word. No personal data; stays.

    Only words of public lists (countries, languages, keywords) come here; others count under the empty word.
    """

    __tablename__ = "search_misses"

    word: str = Field(primary_key=True)
    times: int


search_misses = table_of(SearchMissRow)
