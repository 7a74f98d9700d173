"""Guided dialogues: a form, who fills it, and what happens when it is finished."""
