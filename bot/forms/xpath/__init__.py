"""XPath 1.0 as OpenRosa forms use it: a lexer, a Pratt parser, a compiler to closures, a function library."""
