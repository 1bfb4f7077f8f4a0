"""Remind patients of their appointments, in one run each evening."""

import logging
import sys
from collections.abc import Callable
from datetime import datetime

from pythonjsonlogger.json import JsonFormatter

logger = logging.getLogger(__name__)
FIELDS = ["levelname", "name", "message"]


def configure_logging() -> None:
    """Write every record of the program to stdout, as one line of JSON."""
    handler = logging.StreamHandler(sys.stdout)
    names = {"levelname": "level", "name": "logger"}
    handler.setFormatter(JsonFormatter(FIELDS, timestamp=True, rename_fields=names))
    logging.basicConfig(level="INFO", handlers=[handler])


def send_reminders(due: dict[str, datetime], send: Callable[[str], None]) -> None:
    """Text each of these patients, whose appointment begins at this time."""
    for patient_id, starts_at in due.items():
        what = {"patient_id": patient_id, "starts_at": starts_at}
        try:
            send(f"Your appointment is at {starts_at:%H:%M}")
        except ConnectionError:
            logger.exception("No reminder sent", extra=what)
        else:
            logger.info("Reminder sent", extra=what)


def run(due: dict[str, datetime], send: Callable[[str], None]) -> None:
    """Do the whole evening's work, from the start of the program."""
    configure_logging()
    send_reminders(due, send)


if __name__ == "__main__":

    def gateway(text: str) -> None:
        """Take the first text of the evening, and refuse the rest."""
        if "09:00" not in text:
            raise ConnectionError("the gateway said\n402 no credit")

    run({"P17": datetime(2027, 3, 2, 9), "P18": datetime(2027, 3, 2, 10)}, gateway)
