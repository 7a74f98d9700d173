"""Letters and press reviews: a publisher pastes a link, those who subscribed to that one get it."""
