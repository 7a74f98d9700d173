"""Everything the outside world calls."""
