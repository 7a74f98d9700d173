"""People: organisations, members, roles, consent, language, invitations."""
