"""Remind patients of their appointments, in one run each evening."""

import json
import logging
import sys
from collections.abc import Callable
from datetime import datetime

logger = logging.getLogger(__name__)
FIELDS = ["levelname", "name", "message"]


class OneLine(logging.Formatter):
    """Writes a record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record, its fields and its traceback as JSON."""
        own = vars(logging.makeLogRecord({})).keys() | {"message"}
        entry = {k: v for k, v in vars(record).items() if k not in own}
        entry |= {"level": record.levelname.lower(), "event": record.getMessage()}
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str, ensure_ascii=False)


def configure_logging() -> None:
    """Write every record of the program to stdout, as one line of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logging.basicConfig(level="INFO", handlers=[handler], force=True)


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
