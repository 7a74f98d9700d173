"""A strict local Bot API server, and a web chat for people: demo and tests.

Never laxer than Telegram, often stricter. ``Sandbox`` (in ``sandbox.py``) is the whole of it; ``Person`` (in
``people.py``) is someone with a phone.
"""

from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import Served, serve

__all__ = ["Person", "Sandbox", "Served", "serve"]
