"""Remind patients of tomorrow's visits: by text or letter, with a link to the portal."""

import os
from collections.abc import Sequence

from pydantic import BaseModel, Field, ValidationError


class Settings(BaseModel):
    """What differs from one environment to the next."""

    PORTAL_URL: str = Field(pattern="^https?://")
    BATCH_SIZE: int = Field(ge=1, le=1000)
    SEND_TEXTS: bool


class Reminders:
    """Writes to the patients of tomorrow."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def link(self, visit_id: int) -> str:
        """Return the address at which the patient confirms the visit."""
        portal = str(self._settings.PORTAL_URL).rstrip("/")
        return f"{portal}/visits/{visit_id}/confirm"

    def channel(self) -> str:
        """Return how patients are reminded: `text` or `letter`."""
        return "text" if self._settings.SEND_TEXTS else "letter"

    def batches(self, visit_ids: Sequence[int]) -> list[Sequence[int]]:
        """Return the visits in batches, each of which is sent in one go."""
        size = self._settings.BATCH_SIZE
        return [visit_ids[at : at + size] for at in range(0, len(visit_ids), size)]


def start() -> Reminders:
    """Return the reminders. Raises SystemExit if a setting is missing or makes no sense."""
    try:
        settings = Settings.model_validate(dict(os.environ))
    except ValidationError as error:
        faults = [f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors()]
        raise SystemExit("Mend the environment. " + "; ".join(faults)) from None
    return Reminders(settings)


if __name__ == "__main__":
    for portal in ("http://localhost:8000", "https://portal.clinic.example", "the portal"):
        os.environ.update(PORTAL_URL=portal, BATCH_SIZE="50", SEND_TEXTS="false")
        try:
            print(f"PORTAL_URL={portal:30}", start().link(7), start().channel())
        except SystemExit as stop:
            print(f"PORTAL_URL={portal:30}", "stops:", stop)
