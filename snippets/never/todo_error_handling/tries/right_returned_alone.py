"""Remind the patients of tomorrow: a text for each line of the export."""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Failure(NamedTuple):
    """A line that somebody has to look at, and why."""

    line: str
    reason: Exception


class Outcome(NamedTuple):
    """The patients who were reminded, and what failed."""

    reminded: tuple[str, ...]
    failed: tuple[Failure, ...]


def remind(line: str, send: Callable[[str, str], None], note: Callable[[str], None]) -> str:
    """Text the patient of the line, note it, and return the name."""
    name, phone = line.split(",")
    send(phone, f"{name}, we expect you tomorrow")
    note(name)
    return name


def remind_all(
    export: Iterable[str], send: Callable[[str, str], None], note: Callable[[str], None]
) -> Outcome:
    """Text the patient of each line; a failure keeps no other back, and is returned."""
    reminded: list[str] = []
    failed: list[Failure] = []
    for line in export:
        try:
            reminded.append(remind(line, send, note))
        except Exception as error:  # noqa: BLE001 - each is returned to the caller, with its reason
            failed.append(Failure(line, error))
    return Outcome(tuple(reminded), tuple(failed))


def send_text(phone: str, text: str) -> None:
    """Stand in for the gateway, which is down for some."""
    if phone.endswith("7"):
        raise ConnectionError("the gateway does not answer")


if __name__ == "__main__":
    print(remind_all(["Ada,0191", "Bob", "Cleo,0197"], send_text, lambda name: None))
