"""Commitments of local authorities: five steps, each with the action of the roadmap that it serves."""
