"""What organisations report: figures, periods, duplicates, states, review."""
