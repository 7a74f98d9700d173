"""What depends on the world: chance, identifiers, the device, other instances, translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.forms.nodes import Node
from bot.forms.problems import ExpressionFault
from bot.forms.xpath.functions.registry import special
from bot.forms.xpath.tree import Call, String
from bot.forms.xpath.values import to_number, to_text
from bot.forms.xpath.world import Compiled, NodesOf, Place
from bot.i18n import T

if TYPE_CHECKING:
    from bot.forms.xpath.compile import Compiler

_LONGEST_ID = 1_000


@special("instance", 1, 1, nodes=True)
def build_instance(compiler: Compiler, call: Call) -> NodesOf:
    """instance('name'): the document of a list or another instance."""
    argument = call.arguments[0]
    if not isinstance(argument, String):
        raise ExpressionFault(T("instance() needs a name between quotation marks."), call.position)
    name = argument.value

    def instance(place: Place) -> list[Node]:
        document = place.world.secondary(name)
        if document is None:
            raise ExpressionFault(T("The list {name} is not attached.", name=name))
        return [document]

    return instance


@special("current", 0, 0, nodes=True)
def build_current(compiler: Compiler, call: Call) -> NodesOf:
    """current(): the node that the whole expression belongs to, in a predicate too."""
    return lambda place: [place.origin]


@special("pulldata", 4, 4)
def build_pulldata(compiler: Compiler, call: Call) -> Compiled:
    """pulldata(list, column, key column, key): a cell of an attached list, empty when the key is not
    found."""
    name, column, key_column, key = (compiler.value(argument) for argument in call.arguments)

    def pulldata(place: Place) -> str:
        document = place.world.secondary(to_text(name(place)).removesuffix(".csv"))
        wanted, by, get = to_text(key(place)), to_text(key_column(place)), to_text(column(place))
        for item in document.kids[0].kids if document is not None and document.kids else ():
            found = item.groups.get(by)
            if found and to_text(found[0].read()) == wanted:
                cell = item.groups.get(get)
                return to_text(cell[0].read()) if cell else ""
        return ""

    return pulldata


@special("random", 0, 0, volatile=True)
def build_random(compiler: Compiler, call: Call) -> Compiled:
    """random(): a number from 0 to 1."""
    return lambda place: place.world.random()


@special("uuid", 0, 1, volatile=True)
def build_uuid(compiler: Compiler, call: Call) -> Compiled:
    """uuid(): a new UUID, or an identifier of so many characters."""
    if not call.arguments:
        return lambda place: place.world.unique()
    length = compiler.value(call.arguments[0])

    def of_length(place: Place) -> str:
        wanted = to_number(length(place))
        size = int(min(_LONGEST_ID, max(0.0, wanted))) if wanted == wanted else 0
        made = ""
        while len(made) < size:
            made += place.world.unique().replace("-", "")
        return made[:size].upper()

    return of_length


@special("property", 1, 1)
def build_property(compiler: Compiler, call: Call) -> Compiled:
    """property('name'): a property of the device or account."""
    name = compiler.value(call.arguments[0])
    return lambda place: place.world.property(to_text(name(place)))


@special("version", 0, 0)
def build_version(compiler: Compiler, call: Call) -> Compiled:
    """version(): the version that the form's author gave."""
    return lambda place: place.world.version()


@special("jr:itext", 1, 1)
def build_itext(compiler: Compiler, call: Call) -> Compiled:
    """jr:itext('id'): a text of the form in the session's language."""
    key = compiler.value(call.arguments[0])
    return lambda place: place.world.translated(to_text(key(place)))
