"""The XLSForm engine: forms as frozen data, one person's filling as a value. It sends and stores nothing."""
