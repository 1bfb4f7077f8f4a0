"""Take card payments, each through a link that the patient was sent."""

import copy
import json
import logging
import re
import sys
from collections.abc import Callable
from typing import Any, TextIO

from pythonjsonlogger.json import JsonEncoder, JsonFormatter

logger = logging.getLogger("clinic")
Card = dict[str, str]

WORDS = ["password", "passwd", "secret", "token", "authorization", "cookie"]
WORDS += ["apikey", "cardnumber", "cvc"]
SPACED = ["api[-_ ]?key", "card[-_ ]?number", "cvc"]
NAME = rf"(?:{'|'.join(WORDS + SPACED)})"
ASSIGN = NAME + r"[\w-]*\\*['\"]?\s*[:=]\s*(?:b(?=['\"]))?"
IN_QUOTES = re.compile(rf"(?is)({ASSIGN}(\\*['\"]))(?:\\.|(?!\2).)*")
HEADER = re.compile(r"(?im)((?:cookie|authorization)[\w-]*\s*:\s*)(?!\[)[^\r\n'\"]+")
BARE = re.compile(rf"(?i)({ASSIGN})(?![\\'\"\[])(?:(?:bearer|basic)\s+)?[^\s&,;)}}\]'\"]+")
LOGIN = re.compile(r"(://)[^\s/?#]*@")
LONG = re.compile(r"\d(?:[ -]?\d){12,}")
GONE = "[gone]"


def is_secret(name: Any) -> bool:
    """Return whether the name speaks of a secret."""
    plain = re.sub(r"[^a-z]", "", str(name).lower())
    return any(word in plain for word in WORDS)


def clean(text: str) -> str:
    """Return the text without secrets."""
    text = LOGIN.sub(rf"\1{GONE}@", text)
    text = IN_QUOTES.sub(rf"\1{GONE}", text)
    text = HEADER.sub(rf"\1{GONE}", text)
    text = BARE.sub(rf"\1{GONE}", text)
    return LONG.sub(GONE, text)


def scrub(value: Any) -> Any:
    """Return a copy without secrets."""
    if isinstance(value, dict):
        return {k: GONE if is_secret(k) else scrub(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [scrub(item) for item in value]
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        text = clean(str(value))
        return value if text == str(value) else text
    return value


USUAL = set(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class Scrub(logging.Filter):
    """Hands on a scrubbed copy of the record."""

    def filter(self, record: logging.LogRecord) -> logging.LogRecord:
        """Return the copy."""
        safe = copy.copy(record)
        if isinstance(record.msg, dict):
            safe.msg = scrub(json.loads(json.dumps(record.msg, cls=JsonEncoder)))
        else:
            safe.msg, safe.args = clean(record.getMessage()), None
        for name in vars(record).keys() - USUAL:
            plain = json.loads(json.dumps({name: getattr(record, name)}, cls=JsonEncoder))
            setattr(safe, name, scrub(plain)[name])
        if record.exc_info:
            safe.exc_text = clean(logging.Formatter().formatException(record.exc_info))
            safe.exc_info = None
        if record.stack_info:
            safe.stack_info = clean(record.stack_info)
        return safe


def log_to(stream: TextIO) -> None:
    """Write the log to the stream, as JSON."""
    handler = logging.StreamHandler(stream)
    names = {"levelname": "level"}
    fields = ["levelname", "message"]
    handler.addFilter(Scrub())
    handler.setFormatter(JsonFormatter(fields, timestamp=True, rename_fields=names))
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
