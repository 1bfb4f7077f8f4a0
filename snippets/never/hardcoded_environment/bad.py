"""Remind patients of tomorrow's visits: by text or letter, with a link to the portal."""

import os
from collections.abc import Sequence

PORTAL_URL = "https://portal.clinic.example"
BATCH_SIZE = 50
SEND_TEXTS = True


class Reminders:
    """Writes to the patients of tomorrow."""

    def link(self, visit_id: int) -> str:
        """Return the address at which the patient confirms the visit."""
        return f"{PORTAL_URL}/visits/{visit_id}/confirm"

    def channel(self) -> str:
        """Return how patients are reminded: `text` or `letter`."""
        return "text" if SEND_TEXTS else "letter"

    def batches(self, visit_ids: Sequence[int]) -> list[Sequence[int]]:
        """Return the visits in batches, each of which is sent in one go."""
        size = BATCH_SIZE
        return [visit_ids[at : at + size] for at in range(0, len(visit_ids), size)]


def start() -> Reminders:
    """Return the reminders."""
    return Reminders()


if __name__ == "__main__":
    for portal in ("http://localhost:8000", "https://portal.clinic.example", "the portal"):
        os.environ.update(PORTAL_URL=portal, BATCH_SIZE="50", SEND_TEXTS="false")
        try:
            print(f"PORTAL_URL={portal:30}", start().link(7), start().channel())
        except SystemExit as stop:
            print(f"PORTAL_URL={portal:30}", "stops:", stop)
