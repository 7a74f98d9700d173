"""Everything put together: the only room that knows everyone; nobody knows it but the command line."""

from bot.assembly.relais import (
    Relais,
    assemble,
    import_contributions,
    jobs_of,
    prepare_storage,
    running,
    stored,
)
from bot.assembly.services import editor_of, exports_of

__all__ = [
    "Relais",
    "assemble",
    "editor_of",
    "exports_of",
    "import_contributions",
    "jobs_of",
    "prepare_storage",
    "running",
    "stored",
]
