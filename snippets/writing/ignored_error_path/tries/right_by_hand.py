"""Read the rota: how many minutes each clinician works on a day."""

import json
from collections import Counter
from pathlib import Path


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


def field[T](of: object, name: str, kind: type[T]) -> T:
    """Return this field. Raises RotaInvalid if it is missing, or of another type."""
    if not isinstance(of, dict) or name not in of:
        raise RotaInvalid(f"{name} is missing")
    value = of[name]
    if type(value) is not kind:  # true is an int as well
        raise RotaInvalid(f"{name}: {value!r} is no {kind.__name__}")
    return value


def read_rota(path: str | Path) -> dict[str, int]:
    """Return each clinician's minutes. Raises RotaError if there are none to be had."""
    try:
        with open(path, encoding="utf-8") as file:
            rota = json.load(file)
    except FileNotFoundError as error:
        raise RotaMissing(f"there is no rota at {path}") from error
    except OSError as error:
        raise RotaUnreadable(f"{path}: {error}") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise RotaMalformed(f"{path}: {error}") from error
    minutes = Counter[str]()
    for shift in field(rota, "shifts", list):
        worked = field(shift, "minutes", int)
        if worked < 0:
            raise RotaInvalid(f"minutes: {worked} is below 0")
        minutes[field(shift, "clinician", str)] += worked
    return dict(minutes)


if __name__ == "__main__":
    for name in ("/etc/rota.json", "/tmp", __file__):
        try:
            print(read_rota(name))
        except RotaError as error:
            print(type(error).__name__, error)
