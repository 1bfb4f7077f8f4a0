"""One process on one machine, which may forget: a dictionary is enough, and the tool does not know that."""

from uuid import uuid4

previews: dict[str, bytes] = {}


def keep_preview(page: bytes) -> str:
    """Keep a page for who edits it on this machine, until the editor is closed."""
    number = str(uuid4())
    previews[number] = page
    return number
