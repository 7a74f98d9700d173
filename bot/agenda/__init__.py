"""The agenda: days, cycles, meetings, milestones; when they come back, what may be said of them."""
