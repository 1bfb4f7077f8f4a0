"""The patient portal: patients register with a note, and fetch their letters."""

import json
import re
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, Field


class Registration(BaseModel, extra="forbid"):
    """What a patient may tell us."""

    name: str = Field(min_length=1, max_length=100)
    note: str = Field(max_length=500)


class Patient(Registration):
    """A patient, as the portal keeps them."""

    role: str = "patient"


class Portal:
    """The portal of one clinic, whose letters are the files of this folder."""

    def __init__(self, letters: Path) -> None:
        self._letters = letters
        self._patients: list[Patient] = []

    def register(self, form: dict[str, object]) -> None:
        """Register a patient. Raises ValidationError for a form that does not fit."""
        told = Registration.model_validate(form)
        self._patients.append(Patient(name=told.name, note=told.note))

    def front_desk_page(self) -> str:
        """Return the page that the front desk works with, as HTML."""
        everybody = self._patients
        return "".join(
            f"<p>{escape(p.name)} ({p.role}): {escape(p.note)}</p><script>notes.push({json.dumps(p.note)})</script>"
            for p in everybody
        )

    def read_letter(self, name: str) -> str:
        """Return the letter of this name. Raises ValueError for one that no letter can have."""
        if not re.fullmatch(r"[a-z0-9-]+\.txt", name):
            raise ValueError("a letter is named like visit-17.txt")
        return (self._letters / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as storage:
        Path(storage, "rota.txt").write_text("Door code 4471", encoding="utf-8")
        Path(storage, "letters").mkdir()
        portal = Portal(Path(storage, "letters"))
        for extra in ({}, {"role": "admin"}):
            try:
                portal.register({"name": "Mallory", "note": "<script>", **extra})
                print(portal.front_desk_page())
                print(portal.read_letter("../rota.txt"))
            except ValueError as refused:
                print(type(refused).__name__)
