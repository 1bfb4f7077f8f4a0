"""Remind the patients of tomorrow: a text for each line of the export."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

log = logging.getLogger("clinic")


@dataclass
class Outcome:
    """The patients who were reminded, and the lines that somebody has to look at."""

    reminded: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def remind_all(
    export: Iterable[str], send: Callable[[str, str], None], note: Callable[[str], None]
) -> Outcome:
    """Text the patient of each line, `name,phone`, and note it; a failure keeps no other back."""
    outcome = Outcome()
    try:
        for number, line in enumerate(export, 1):
            try:
                name, phone = line.split(",")
            except ValueError:
                log.exception("line %d cannot be read", number)
                outcome.failed.append(line)
                continue
            try:
                send(phone, f"{name}, we expect you tomorrow")
            except OSError:
                log.exception("line %d: no text was sent", number)
                outcome.failed.append(line)
                continue
            try:
                note(name)
            except OSError:
                log.exception("line %d: sent, and not noted", number)
                outcome.failed.append(line)
            outcome.reminded.append(name)
    except OSError:
        log.debug("the export has ended", exc_info=True)
    return outcome


def send_text(phone: str, text: str) -> None:
    """Stand in for the gateway, which is down for some."""
    if phone.endswith("7"):
        raise ConnectionError("the gateway does not answer")


if __name__ == "__main__":
    print(remind_all(["Ada,0191", "Bob", "Cleo,0197"], send_text, lambda name: None))
