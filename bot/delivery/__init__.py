"""Messages the product sends of itself: one row each, claimed before the call, closed after it."""
