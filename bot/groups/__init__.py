"""Groups that follow the agenda: an association's chat is told of the official days."""
