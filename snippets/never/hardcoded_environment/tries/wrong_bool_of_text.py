"""Remind patients of tomorrow's visits: by text or letter, with a link to the portal."""

import os
from collections.abc import Sequence


class Reminders:
    """Writes to the patients of tomorrow."""

    def __init__(self, portal: str, size: int, texts: bool) -> None:
        self._portal, self._size, self._texts = portal, size, texts

    def link(self, visit_id: int) -> str:
        """Return the address at which the patient confirms the visit."""
        return f"{self._portal}/visits/{visit_id}/confirm"

    def channel(self) -> str:
        """Return how patients are reminded: `text` or `letter`."""
        return "text" if self._texts else "letter"

    def batches(self, visit_ids: Sequence[int]) -> list[Sequence[int]]:
        """Return the visits in batches, each of which is sent in one go."""
        return [visit_ids[at : at + self._size] for at in range(0, len(visit_ids), self._size)]


def start() -> Reminders:
    """Return the reminders. Raises SystemExit if a setting is missing."""
    missing = [n for n in ("PORTAL_URL", "BATCH_SIZE", "SEND_TEXTS") if not os.environ.get(n)]
    if missing:
        raise SystemExit(f"Set these environment variables: {', '.join(missing)}")
    size, texts = int(os.environ["BATCH_SIZE"]), bool(os.environ["SEND_TEXTS"])
    return Reminders(os.environ["PORTAL_URL"], size, texts)


if __name__ == "__main__":
    os.environ.update(PORTAL_URL="http://localhost:8000", BATCH_SIZE="50", SEND_TEXTS="false")
    print(start().link(7), start().channel())
