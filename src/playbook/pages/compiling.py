"""Templates are compiled once: what Jinja made of one is kept in ``.cache`` until its text is another."""

import hashlib
from importlib import metadata

from jinja2 import FileSystemBytecodeCache

from playbook.project import PROJECT

_KEPT = PROJECT / ".cache" / "templates"


def compiled_templates(environment: str) -> FileSystemBytecodeCache:
    """Return where the templates of this environment are kept, which is named by all that it compiles them with."""
    name = f"{metadata.version('jinja2')} {metadata.version('mkdocs')} {environment}"
    folder = _KEPT / hashlib.sha256(name.encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))
