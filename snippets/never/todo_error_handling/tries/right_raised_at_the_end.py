"""Remind the patients of tomorrow: a text for each line of the export."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """The patients who were reminded, and the lines that somebody has to look at."""

    reminded: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def remind_all(
    export: Iterable[str], send: Callable[[str, str], None], note: Callable[[str], None]
) -> Outcome:
    """Text the patient of each line, and note it. Raises all failures together, at the end."""
    outcome = Outcome()
    errors: list[Exception] = []
    for line in export:
        try:
            name, phone = line.split(",")
        except ValueError as error:
            errors.append(error)
            continue
        try:
            send(phone, f"{name}, we expect you tomorrow")
        except OSError as error:
            errors.append(error)
            continue
        try:
            note(name)
        except OSError as error:
            errors.append(error)
        outcome.reminded.append(name)
    if errors:
        raise ExceptionGroup(f"{len(errors)} reminders failed", errors)
    return outcome


def send_text(phone: str, text: str) -> None:
    """Stand in for the gateway, which is down for some."""
    if phone.endswith("7"):
        raise ConnectionError("the gateway does not answer")


if __name__ == "__main__":
    try:
        remind_all(["Ada,0191", "Bob", "Cleo,0197"], send_text, lambda name: None)
    except* (ValueError, OSError) as group:
        print(repr(group))
