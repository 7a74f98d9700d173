"""Messages to many: written by one coordinator, approved by another, sent once to each."""
