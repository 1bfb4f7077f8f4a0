"""Read the rota: how many minutes each clinician works on a day."""

import json
from collections import Counter
from pathlib import Path

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError


class RotaError(Exception):
    """The rota cannot be had. Its subclasses say why."""


class RotaMissing(RotaError):
    """There is no such file."""


class RotaUnreadable(RotaError):
    """There is something, and it cannot be read."""


class RotaMalformed(RotaError):
    """The file is no JSON, or not in UTF-8."""


class RotaInvalid(RotaError):
    """A field is missing, or its value is not of its type."""


class Shift(BaseModel):
    """What one clinician works."""

    model_config = ConfigDict(strict=True)
    clinician: str
    minutes: NonNegativeInt


class Rota(BaseModel):
    """All shifts of a day."""

    shifts: list[Shift]


def read_rota(path: str | Path) -> dict[str, int]:
    """Return each clinician's minutes. Raises RotaError if there are none to be had."""
    try:
        text = Path(path).read_text("utf-8")
        rota = Rota.model_validate(json.loads(text))
    except Exception as error:
        raise RotaUnreadable(f"{path}: {error}") from error
    minutes = Counter[str]()
    for shift in rota.shifts:
        minutes[shift.clinician] += shift.minutes
    return dict(minutes)


if __name__ == "__main__":
    for name in ("/etc/rota.json", "/tmp", __file__):
        try:
            print(read_rota(name))
        except RotaError as error:
            print(type(error).__name__, error)
