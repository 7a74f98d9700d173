"""Where copies go and who receives them, as people write it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bot.copies.readers import AddressReader, DetailReader, FunctionReader
from bot.dialogues.readers import Doubt, Read, Refused, Surroundings
from bot.people.model import Organisation

AROUND = Surroundings("fr", date(2026, 5, 4))


class Known:
    """The organisations of these tests."""

    async def all(self) -> Sequence[Organisation]:
        return [
            Organisation("ghettup", "Ghett'up", "local_association"),
            Organisation("ccem", "Comité contre l'esclavage moderne", "associations_ong", acronym="CCEM"),
        ]


READER = AddressReader(Known())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        "Mairie de Saint-Denis\n2 place Victor Hugo\n93200 Saint-Denis",
        "Ghett'up, 12 rue des Lilas, 93450 L'Île-Saint-Denis",
        "CCEM 107 avenue Parmentier 75011 Paris",
        "Service logement, hôtel de ville, 93200 Saint-Denis",
        "Collège Jean Vilar, rue Méchin 93450 L'Île-Saint-Denis",
        "Town hall, 1 rue Méchin, 93450 L'Île-Saint-Denis",
    ],
)
async def test_an_organisation_s_address_is_taken(words: str) -> None:
    read = await READER.read(words, AROUND)
    assert isinstance(read, Read)
    assert "\n\n" not in read.wire


@pytest.mark.parametrize(
    "words",
    [
        "12 rue des Lilas, appartement 4, 93450 L'Île-Saint-Denis",
        "Association, chez moi, 12 rue des Lilas 93450 L'Île-Saint-Denis",
        "12 rue des Lilas APPT 3 93450 L'Île-Saint-Denis",
    ],
)
async def test_a_home_is_refused(words: str) -> None:
    assert isinstance(await READER.read(words, AROUND), Refused)
    assert isinstance(await DetailReader().read(words, AROUND), Refused)


@pytest.mark.parametrize(
    "words", ["la mairie", "93450", "Mairie, 1 rue Méchin", "x" * 20, "Mairie 93450 " * 40]
)
async def test_half_an_address_is_asked_again(words: str) -> None:
    assert isinstance(await READER.read(words, AROUND), Refused)


async def test_a_doubtful_one_is_asked_about() -> None:
    read = await READER.read("12 rue des Lilas, 93450 L'Île-Saint-Denis", AROUND)
    assert isinstance(read, Doubt)
    assert [option.wire for option in read.options] == ["12 rue des Lilas, 93450 L'Île-Saint-Denis"]


@pytest.mark.parametrize(
    "words", ["accueil", "service culture", "Service Culture", "Direction Jeunesse", "CCAS"]
)
async def test_a_function_is_taken(words: str) -> None:
    assert await FunctionReader().read(words, AROUND) == Read(words)


@pytest.mark.parametrize("words", ["Karim Benali", "Jean-Pierre Martin", "Karim B.", "Anne MARTIN", "x" * 90])
async def test_a_name_is_refused(words: str) -> None:
    assert isinstance(await FunctionReader().read(words, AROUND), Refused)
