"""Reference figures: what may be quoted of the size of the problem: year, makers, what was replaced."""
