"""Remind patients of tomorrow's visits: by text or letter, with a link to the portal."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from urllib.parse import urlsplit

SWITCH = {"true": True, "false": False}


@dataclass(frozen=True)
class Reminders:
    """Writes to the patients of tomorrow."""

    portal: str
    size: int
    texts: bool

    def link(self, visit_id: int) -> str:
        """Return the address at which the patient confirms the visit."""
        return f"{self.portal}/visits/{visit_id}/confirm"

    def channel(self) -> str:
        """Return how patients are reminded: `text` or `letter`."""
        return "text" if self.texts else "letter"

    def batches(self, visit_ids: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Return the visits in batches, each of which is sent in one go."""
        return batched(visit_ids, self.size)


def read[T](name: str, meant: Callable[[str], T]) -> T:
    """Return the setting. Raises RuntimeError, with its name, if it is missing or makes no sense."""
    try:
        return meant(os.environ[name])
    except (KeyError, ValueError):
        raise RuntimeError(f"{name} is missing or makes no sense") from None


def address(text: str) -> str:
    """Return the address as it is."""
    if not urlsplit(text).hostname:
        raise ValueError(text)
    return text


def count(text: str) -> int:
    """Return a number of at least one."""
    if int(text) < 1:
        raise ValueError(text)
    return int(text)


def start() -> Reminders:
    """Return the reminders. Raises RuntimeError if a setting is missing or makes no sense."""
    return Reminders(
        read("PORTAL_URL", address),
        read("BATCH_SIZE", count),
        read("SEND_TEXTS", SWITCH.__getitem__),
    )


if __name__ == "__main__":
    os.environ.update(PORTAL_URL="http://localhost:8000", BATCH_SIZE="50", SEND_TEXTS="false")
    print(start().link(7), start().channel())
