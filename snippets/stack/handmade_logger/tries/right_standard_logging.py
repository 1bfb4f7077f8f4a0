"""Charge what patients owe, one card each, many at once."""

import asyncio
import json
import logging
import sys
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TextIO

patient: ContextVar[int | None] = ContextVar("patient", default=None)
logger = logging.getLogger("clinic")
Charge = Callable[[int], Awaitable[None]]


class Lines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with the patient and the traceback if there is one."""
        line: dict[str, object] = {"level": record.levelname, "message": record.getMessage()}
        line["time"] = datetime.fromtimestamp(record.created, UTC).isoformat()
        if (patient_id := vars(record)["patient_id"]) is not None:
            line["patient_id"] = patient_id
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


class Pager(logging.Handler):
    """Hands errors to whoever is on call."""

    def __init__(self, alert: Callable[[str], None]) -> None:
        super().__init__("ERROR")
        self.alert = alert

    def emit(self, record: logging.LogRecord) -> None:
        """Send the line; if that fails, say so on stderr and go on."""
        try:
            self.alert(self.format(record) + "\n")
        # playbook: allow ERR03 because handleError prints it with its traceback, as each handler of logging does
        except Exception:
            self.handleError(record)


def add_patient(record: logging.LogRecord) -> bool:
    """Note on the record whose card is being charged."""
    record.patient_id = patient.get()
    return True


def log_to(stream: TextIO, alert: Callable[[str], None]) -> None:
    """Write JSON lines to the stream, and hand the errors to whoever is on call."""
    handlers = [logging.StreamHandler(stream), Pager(alert)]
    for handler in handlers:
        handler.setFormatter(Lines())
        handler.addFilter(add_patient)
    logging.basicConfig(handlers=handlers, level="INFO", force=True)


async def collect(patient_id: int, charge: Charge) -> bool:
    """Charge the patient's card, and tell whether it worked."""
    token = patient.set(patient_id)
    try:
        logger.info("Charging")
        await charge(patient_id)
    except ConnectionError:
        logger.exception("Not charged")
        return False
    else:
        logger.info("Charged")
        return True
    finally:
        patient.reset(token)


async def main() -> None:
    """Charge two patients in the same moment."""

    async def gateway(patient_id: int) -> None:
        await asyncio.sleep(0)
        if patient_id == 18:
            raise ConnectionError("the gateway hung up")

    await asyncio.gather(collect(17, gateway), collect(18, gateway))


if __name__ == "__main__":
    log_to(sys.stdout, lambda line: None)
    asyncio.run(main())
