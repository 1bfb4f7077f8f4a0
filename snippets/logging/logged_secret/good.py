"""Take card payments, each through a link that the patient was sent."""

import json
import logging
import re
import sys
from collections.abc import Callable
from typing import Any, TextIO

from pythonjsonlogger.json import JsonFormatter

NAMES = "password|token|secret|authorization|cookie|card_?number"
SECRET_NAME = re.compile(NAMES, re.IGNORECASE)
BEFORE = rf"""(?:{NAMES})[\w\\"']*\s*[=:]\s*(?:bearer\s+)?|bearer\s+|://\w*:(?=\S+@)"""
VALUE = r"""(["'])(?:\\.|(?!\2).)*\2|[^\s&,;)}\]]+"""
SECRET_TEXT = re.compile(f"({BEFORE})(?:{VALUE})", re.IGNORECASE)
CARD_NUMBER = re.compile(r"(?<![\d.])\d(?:[ -]?\d){13,18}(?!\d)")
HIDDEN = "[hidden]"
logger = logging.getLogger("clinic")
Card = dict[str, str]


def redact(value: Any) -> Any:
    """Return the value without its secrets, at whatever depth they are."""
    if isinstance(value, dict):
        secret = SECRET_NAME.search
        return {k: HIDDEN if secret(k) else redact(item) for k, item in value.items()}
    if isinstance(value, list):
        return [redact(item) for item in value]
    text = CARD_NUMBER.sub(HIDDEN, SECRET_TEXT.sub(rf"\1{HIDDEN}", str(value)))
    return value if text == str(value) else text


class SafeFormatter(JsonFormatter):
    """Finishes a record with its fields and its traceback, and then redacts it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON, without its secrets."""
        return json.dumps(redact(json.loads(super().format(record))))


def log_to(stream: TextIO) -> None:
    """Write the log to the stream, as JSON."""
    handler = logging.StreamHandler(stream)
    names = {"levelname": "level"}
    fields = ["levelname", "message"]
    handler.setFormatter(SafeFormatter(fields, timestamp=True, rename_fields=names))
    logging.basicConfig(level="INFO", handlers=[handler], force=True)


def pay(link: str, card: Card, charge: Callable[[Card], None]) -> bool:
    """Take the payment that the link is for; return whether the bank has answered."""
    logger.info("Payment through %s", link, extra={"form": {"card": card}})
    try:
        charge(card)
    except ConnectionError:
        logger.exception("Payment put off")
        return False
    return True


if __name__ == "__main__":

    def bank(card: Card) -> None:
        """Give no answer."""
        raise ConnectionError(f"no answer to {card}")

    log_to(sys.stdout)
    typed = {"expires": "12/29", "card_number": "4111 1111 1111 1111"}
    pay("https://clinic.example/pay/7?token=of-the-link", typed, bank)
