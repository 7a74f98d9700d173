"""One handler per move of a conversation. A handler parses, calls an action, shows a view."""
