"""A Pratt parser for XPath 1.0 expressions."""

from __future__ import annotations

from bot.forms import limits
from bot.forms.problems import ExpressionFault
from bot.forms.xpath.lexer import Token, tokens
from bot.forms.xpath.tree import (
    Binary,
    Call,
    Expression,
    Filter,
    Negation,
    Number,
    Path,
    Series,
    Step,
    String,
)
from bot.i18n import T

_POWER = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4}
_POWER |= {"+": 5, "-": 5, "*": 6, "div": 6, "mod": 6}
_SERIES = frozenset({"or", "and", "+", "-"})
_NEGATION, _UNION = 7, 8
_POWER["|"] = _UNION
_NODE_TESTS = frozenset({"node", "text", "comment", "processing-instruction"})
_AXES = frozenset(
    {
        "child", "parent", "self", "attribute", "descendant", "descendant-or-self", "ancestor",
        "ancestor-or-self",
        "following-sibling", "preceding-sibling", "following", "preceding",
    }
)  # fmt: skip
_SELF, _PARENT, _ANY = Step("self", "node()"), Step("parent", "node()"), Step("descendant-or-self", "node()")


def parse(text: str) -> Expression:
    """The tree of an expression. Raises ExpressionFault, with the place of what cannot be read."""
    return _Parser(tokens(text)).whole()


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self.tokens, self.at, self.depth, self.terms = found, 0, 0, 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def whole(self) -> Expression:
        expression = self.expression(0)
        if self.token.kind != "end":
            raise self.unexpected()
        return expression

    def unexpected(self) -> ExpressionFault:
        token = self.token
        if token.kind == "end":
            return ExpressionFault(T("The expression stops too early."), token.position)
        return ExpressionFault(T("{text} is not expected here.", text=token.text or "''"), token.position)

    def take(self, text: str) -> bool:
        if self.token.text == text and self.token.kind in ("symbol", "operator"):
            self.at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.take(text):
            if self.token.kind == "end":
                raise ExpressionFault(T("{text} is missing at the end.", text=text), self.token.position)
            raise self.unexpected()

    def expression(self, power: int) -> Expression:
        self.depth += 1
        if self.depth > limits.EXPRESSION_DEPTH:
            raise ExpressionFault(T("The expression nests too deep."), self.token.position)
        left, turns = self.operand(), 0
        while (operator := self.operator()) and _POWER[operator] > power:
            if operator in _SERIES:
                left = self.series(left, _POWER[operator])
                continue
            turns += 1
            if turns > limits.EXPRESSION_DEPTH:
                raise ExpressionFault(T("The expression has too many terms."), self.token.position)
            self.at += 1
            left = Binary(operator, left, self.expression(_POWER[operator]))
        self.depth -= 1
        return left

    def series(self, first: Expression, power: int) -> Expression:
        """Operands joined by operators of one level."""
        operators: list[str] = []
        operands = [first]
        while (operator := self.operator()) and _POWER[operator] == power:
            self.at += 1
            operators.append(operator)
            operands.append(self.expression(power))
        return Series(tuple(operators), tuple(operands))

    def operator(self) -> str | None:
        token = self.token
        return token.text if token.kind in ("operator", "symbol") and token.text in _POWER else None

    def operand(self) -> Expression:
        self.terms += 1
        if self.terms > limits.EXPRESSION_TERMS:
            raise ExpressionFault(T("The expression has too many terms."), self.token.position)
        if self.take("-"):
            return Negation(self.expression(_NEGATION))
        primary = self.primary()
        if primary is None:
            return self.path()
        predicates = self.predicates()
        if predicates:
            primary = Filter(primary, predicates)
        if self.token.text in ("/", "//") and self.token.kind == "symbol":
            return Path(primary, tuple(self.more_steps()))
        return primary

    def primary(self) -> Expression | None:
        token = self.token
        if token.kind in ("number", "string"):
            self.at += 1
            return Number(float(token.text)) if token.kind == "number" else String(token.text)
        if token.kind == "variable":
            raise ExpressionFault(
                T("Variables such as {name} do not exist in forms.", name=token.text), token.position
            )
        if self.take("("):
            inner = self.expression(0)
            self.expect(")")
            return inner
        if token.kind == "name" and token.text not in _NODE_TESTS and self.tokens[self.at + 1].text == "(":
            return self.call()
        return None

    def call(self) -> Expression:
        token = self.token
        self.at += 2
        arguments: list[Expression] = []
        if not self.take(")"):
            arguments.append(self.expression(0))
            while self.take(","):
                arguments.append(self.expression(0))
            self.expect(")")
        return Call(token.text, tuple(arguments), token.position)

    def path(self) -> Expression:
        if self.token.text == "/" and self.token.kind == "symbol":
            self.at += 1
            if not self.step_follows():
                return Path("root", ())
            return Path("root", (self.step(), *self.more_steps()))
        if self.token.text == "//" and self.token.kind == "symbol":
            return Path("root", tuple(self.more_steps()))
        return Path("here", (self.step(), *self.more_steps()))

    def step_follows(self) -> bool:
        token = self.token
        return token.kind == "name" or (token.kind == "symbol" and token.text in ("@", ".", ".."))

    def more_steps(self) -> list[Step]:
        steps: list[Step] = []
        while self.token.kind == "symbol" and self.token.text in ("/", "//"):
            if self.token.text == "//":
                steps.append(_ANY)
            self.at += 1
            steps.append(self.step())
        return steps

    def step(self) -> Step:
        if self.take("."):
            return self.with_predicates(_SELF)
        if self.take(".."):
            return self.with_predicates(_PARENT)
        axis = "child"
        if self.take("@"):
            axis = "attribute"
        elif self.token.kind == "name" and self.tokens[self.at + 1].text == "::":
            axis = self.token.text
            if axis not in _AXES:
                raise self.unexpected()
            self.at += 2
        return self.with_predicates(Step(axis, self.node_test()))

    def node_test(self) -> str:
        token = self.token
        if token.kind != "name":
            raise self.unexpected()
        self.at += 1
        if token.text in _NODE_TESTS and self.take("("):
            if self.token.kind == "string":
                self.at += 1
            self.expect(")")
            return token.text + "()"
        return token.text

    def with_predicates(self, step: Step) -> Step:
        predicates = self.predicates()
        return Step(step.axis, step.test, predicates) if predicates else step

    def predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self.take("["):
            found.append(self.expression(0))
            self.expect("]")
        return tuple(found)
