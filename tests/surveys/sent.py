"""A form with everything that exports split, and answers to it, as they come out of the engine."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.forms.model import Form
from bot.forms.session import Context, Engine
from bot.forms.xlsform import load_markdown
from bot.ids import CountingIds
from bot.surveys.rows import Answers
from bot.surveys.shape import repeats_of

NOW = datetime(2026, 6, 20, 8, 0, tzinfo=UTC)
WORKSHOPS = """
| survey |
| | type | name | label::Français (fr) | label::English (en) | calculation |
| | start | start | | |
| | text | project | Votre projet | Your project |
| | note | thanks | Merci, ${project} | Thank you, ${project} |
| | begin_group | figures | Chiffres | Figures |
| | integer | classes | Classes | Classes |
| | decimal | cost | Coût | Cost |
| | end_group | | | |
| | select_multiple public | public | Publics | Audiences |
| | select_one public | first | Public principal | Main audience |
| | geopoint | place | Lieu | Place |
| | begin_repeat | workshop | Atelier | Workshop |
| | date | day | Jour | Day |
| | begin_repeat | guest | Invité | Guest |
| | text | role | Fonction | Function |
| | end_repeat | | | |
| | end_repeat | | | |
| | calculate | total | | | ${classes} * 2 |
| choices |
| | list_name | name | label::Français (fr) | label::English (en) |
| | public | young | Jeunes | Young people |
| | public | parents | Parents | Parents |
| | public | staff | Équipe | Staff |
| settings |
| | form_title | form_id | version |
| | Enquête : ateliers / bilan [2026] | workshops | 3 |
"""


def form(text: str = WORKSHOPS) -> Form:
    """The form of those tables."""
    return load_markdown(text, "workshops")


def answered(filled: Form, number: int = 1, organisation: str = "Ghett'up", **wires: str) -> Answers:
    """Answers given to the form, by path (``__`` for ``/``, ``workshop[2]__day``)."""
    engine, ids = Engine(filled), CountingIds()
    for _ in range(number):
        ids.new()
    context = Context(NOW, UTC, ids)
    values = {f"/data/{path.replace('__', '/')}": wire for path, wire in wires.items()}
    session = engine.start(context, "fr", values=values).session
    xml = engine.instance_xml(session, context)
    uuid = engine.values(session, context)["/data/meta/instanceID"].removeprefix("uuid:")
    return Answers(uuid, xml, filled.author_version, organisation, NOW, repeats_of(filled))


def awa(filled: Form) -> Answers:
    """Awa's two workshops, one with two guests; her project's name would be a formula in a careless file."""
    return answered(
        filled,
        1,
        **{
            "project": '=HYPERLINK("https://exemple.org","clic")',
            "figures__classes": "3",
            "figures__cost": "-12.5",
            "public": "young staff",
            "first": "parents",
            "place": "48.9362 2.3574 30 5",
            "workshop[1]__day": "2026-06-12",
            "workshop[1]__guest[1]__role": "infirmière",
            "workshop[1]__guest[2]__role": "@principal",
            "workshop[2]__day": "2026-06-13",
        },
    )


def marc(filled: Form) -> Answers:
    """Marc's one workshop, most of it left empty."""
    return answered(filled, 2, "Mairie", **{"project": "Forum", "workshop[1]__day": "2026-05-04"})
