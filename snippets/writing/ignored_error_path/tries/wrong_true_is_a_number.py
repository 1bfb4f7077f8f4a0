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


def read_rota(path: str | Path) -> dict[str, int]:
    """Return each clinician's minutes. Raises RotaError if there are none to be had."""
    try:
        text = Path(path).read_text("utf-8")
        rota = json.loads(text)
    except FileNotFoundError as error:
        raise RotaMissing(f"there is no rota at {path}") from error
    except OSError as error:
        raise RotaUnreadable(f"{path}: {error}") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise RotaMalformed(f"{path}: {error}") from error
    minutes = Counter[str]()
    try:
        if not isinstance(rota["shifts"], list):
            raise ValueError("shifts is no list")
        for shift in rota["shifts"]:
            name, length = shift["clinician"], shift["minutes"]
            if type(name) is not str or not isinstance(length, int) or length < 0:
                raise ValueError(f"not a shift: {shift}")
            minutes[name] += length
    except (LookupError, TypeError, ValueError) as error:
        raise RotaInvalid(f"{path}: {error!r}") from error
    return dict(minutes)


if __name__ == "__main__":
    for name in ("/etc/rota.json", "/tmp", __file__):
        try:
            print(read_rota(name))
        except RotaError as error:
            print(type(error).__name__, error)
