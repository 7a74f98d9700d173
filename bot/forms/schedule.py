"""The order of a full recalculation: each relevance and calculation after those it reads."""

from __future__ import annotations

from bot.forms.model import Definition, Rule, StepRule
from bot.forms.rules import RuleMaker
from bot.forms.scope import dependencies
from bot.i18n import T

Key = tuple[bool, int]


def schedule_of(definitions: list[Definition], maker: RuleMaker) -> tuple[StepRule, ...]:
    """The steps in order. A cycle is kept as an error, as the reference engine refuses it."""
    rules: dict[Key, Rule] = {}
    for definition in definitions:
        if definition.relevant is not None:
            rules[True, definition.id] = definition.relevant
        if definition.calculate is not None:
            rules[False, definition.id] = definition.calculate
    needs = {key: _needs(definitions[key[1]], rule, rules, maker.root) for key, rule in rules.items()}
    order = _sorted(needs, definitions, maker)
    return tuple(
        StepRule(definitions[index], rules[is_relevance, index], is_relevance, _editable(definitions[index]))
        for is_relevance, index in order
    )


def _editable(definition: Definition) -> bool:
    return definition.control is not None and definition.control.tag not in ("group", "repeat")


def _needs(definition: Definition, rule: Rule, rules: dict[Key, Rule], root: Definition) -> list[Key]:
    keys: set[Key] = set()
    for read in dependencies(rule.tree, root, definition):
        keys.add((False, read.id))
        keys |= {(True, above.id) for above in read.chain()}
    return sorted(key for key in keys if key in rules)


def _sorted(needs: dict[Key, list[Key]], definitions: list[Definition], maker: RuleMaker) -> list[Key]:
    order: list[Key] = []
    done: dict[Key, bool] = {}
    for start in sorted(needs, key=lambda key: (key[1], not key[0])):
        stack: list[tuple[Key, int]] = [(start, 0)] if start not in done else []
        if stack:
            done[start] = False
        while stack:
            key, at = stack.pop()
            if at < len(needs[key]):
                stack.append((key, at + 1))
                following = needs[key][at]
                if following not in done:
                    done[following] = False
                    stack.append((following, 0))
                elif not done[following]:
                    _cycle([definitions[k[1]] for k, _ in stack], key, maker, definitions)
            else:
                done[key] = True
                order.append(key)
    return order


def _cycle(path: list[Definition], key: Key, maker: RuleMaker, definitions: list[Definition]) -> None:
    names = ", ".join(dict.fromkeys(definition.name for definition in path))
    aspect = "relevant" if key[0] else "calculation"
    text = T("These fields wait for one another in a circle: {names}.", names=names)
    maker.note("error", text, definitions[key[1]].ref, aspect)
