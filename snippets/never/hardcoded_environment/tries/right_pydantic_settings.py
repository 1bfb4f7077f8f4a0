"""Remind patients of tomorrow's visits: by text or letter, with a link to the portal."""

import os
from collections.abc import Sequence

from pydantic import Field, HttpUrl
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    """What differs from one environment to the next."""

    portal_url: HttpUrl
    batch_size: int = Field(ge=1, le=1000)
    send_texts: bool


class Reminders:
    """Writes to the patients of tomorrow."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def link(self, visit_id: int) -> str:
        """Return the address at which the patient confirms the visit."""
        portal = str(self._settings.portal_url).rstrip("/")
        return f"{portal}/visits/{visit_id}/confirm"

    def channel(self) -> str:
        """Return how patients are reminded: `text` or `letter`."""
        return "text" if self._settings.send_texts else "letter"

    def batches(self, visit_ids: Sequence[int]) -> list[Sequence[int]]:
        """Return the visits in batches, each of which is sent in one go."""
        size = self._settings.batch_size
        return [visit_ids[at : at + size] for at in range(0, len(visit_ids), size)]


def start() -> Reminders:
    """Return the reminders. Raises ValidationError if a setting is missing or makes no sense."""
    return Reminders(Settings())  # type: ignore[call-arg]


if __name__ == "__main__":
    for portal in ("http://localhost:8000", "https://portal.clinic.example", "the portal"):
        os.environ.update(PORTAL_URL=portal, BATCH_SIZE="50", SEND_TEXTS="false")
        try:
            print(f"PORTAL_URL={portal:30}", start().link(7), start().channel())
        except ValueError as stop:
            print(f"PORTAL_URL={portal:30}", "stops:", stop)
