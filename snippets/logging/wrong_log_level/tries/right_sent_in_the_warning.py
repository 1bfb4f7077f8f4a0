"""Text reminders to patients, through whichever gateway will take them."""

import logging
import sys
from collections.abc import Callable, Mapping
from typing import TextIO

from pythonjsonlogger.json import JsonFormatter

logger = logging.getLogger(__name__)
Gateway = Callable[[str], None]


def log_to(stream: TextIO, level: str) -> None:
    """Write records of this level and above to the stream, as JSON."""
    handler = logging.StreamHandler(stream)
    names = {"levelname": "level"}
    fields = ["levelname", "message"]
    handler.setFormatter(JsonFormatter(fields, timestamp=True, rename_fields=names))
    logging.basicConfig(level=level, handlers=[handler], force=True)


def remind(patient_id: str, phone: str, gateways: Mapping[str, Gateway]) -> bool:
    """Text the patient through the first gateway that takes it; return if one did."""
    what = {"patient_id": patient_id}
    if not phone:
        logger.info("No mobile number, so no reminder", extra=what)
        return False
    failed: list[str] = []
    for name, gateway in gateways.items():
        logger.debug("Asking %s", name, extra=what)
        try:
            gateway(phone)
        except ConnectionError:
            failed.append(name)
            continue
        if failed:
            logger.warning("Sent through %s, after %s failed", name, failed, extra=what)
        else:
            logger.info("Sent through %s", name, extra=what)
        return True
    logger.error("Reminder lost, %s failed", failed, extra=what)
    return False


if __name__ == "__main__":

    def working(phone: str) -> None:
        """Take the text."""

    def broken(phone: str) -> None:
        """Refuse the text."""
        raise ConnectionError("503 Service Unavailable")

    log_to(sys.stdout, "WARNING")  # what the morning shift reads
    remind("P1", "+447700900101", {"north": working, "south": working})
    remind("P2", "", {"north": working, "south": working})
    remind("P3", "+447700900103", {"north": broken, "south": working})
    remind("P4", "+447700900104", {"north": broken, "south": broken})
