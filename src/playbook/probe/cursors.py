"""What a client was given in a form that looks secret, and may send back altered."""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

_STANDARD = str.maketrans("-_", "+/")
_WORD = re.compile(r"[\w.+-]+")


def refilled(text: str, others: Iterable[object]) -> list[str]:
    """Return texts that are written like this one, with each of the others in the place of each value that it holds.

    The text is an opaque cursor, which is base64 of words or of JSON. For any other text there is nothing.

    Examples:
        >>> refilled("MjA=", [2**63])  # 20 in base64
        ['OTIyMzM3MjAzNjg1NDc3NTgwOA==']
        >>> refilled("20", [2**63])
        []
    """
    bare = text.rstrip("=").translate(_STANDARD)
    try:
        inside = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True).decode()
    except ValueError:
        return []
    filled = (one for other in others for one in _filled(inside, other)) if inside.isprintable() else ()
    return [base64.urlsafe_b64encode(one.encode()).decode() for one in filled]


def _filled(inside: str, other: object) -> Iterator[str]:
    """Yield the text with the other in the place of one value: of one word, or of one in its JSON."""
    try:
        held = json.loads(inside)
    except ValueError:
        held = None
    if isinstance(held, dict | list):
        yield from (json.dumps(one) for one in _put(held, other))
        return
    for found in _WORD.finditer(inside):
        yield f"{inside[: found.start()]}{other}{inside[found.end() :]}"


def _put(held: Any, other: object) -> Iterator[Any]:  # noqa: ANN401 - any value of JSON
    """Yield what is held with the other in the place of one value, however deep."""
    if isinstance(held, dict):
        yield from ({**held, key: one} for key, value in held.items() for one in _put(value, other))
    elif isinstance(held, list):
        yield from ([*held[:at], one, *held[at + 1 :]] for at, value in enumerate(held) for one in _put(value, other))
    else:
        yield other
