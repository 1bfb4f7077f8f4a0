"""Take card payments, each through a link that the patient was sent."""

import logging
import re
import sys
from collections.abc import Callable
from typing import Any, TextIO

from pythonjsonlogger.json import JsonEncoder, JsonFormatter

NAMES = r"passw|secret|token|authorization|cookie|api[_-]?key|card[ _-]?n|cv[cv]"
SECRET = re.compile(NAMES, re.IGNORECASE)
BEFORE = rf"""(?:{NAMES})[\w\\"'-]*\s*[=:]\s*(?:basic\s+|bearer\s+)?b?|bearer\s+"""
PLAIN = r"[^\s&,;)}\]]+(?:;\s*[\w-]+=[^\s&,;)}\]]+)*"  # and the cookies after a cookie
QUOTED = r"""(\\*["']).*?(?<!\\)\2"""
SECRET_TEXT = re.compile(f"({BEFORE})(?:{QUOTED}|{PLAIN})", re.IGNORECASE)
LOGIN_IN_URL = re.compile(r"://[^\s/?#]*@")
CARD_NUMBER = re.compile(r"(?<!\d)(?<!\d\.)\d(?:[\s-]?\d){12,}")
HIDDEN = "[hidden]"
logger = logging.getLogger("clinic")
Card = dict[str, str]


def redact(value: Any) -> Any:
    """Return a copy of the value without its secrets, at whatever depth they are."""
    if isinstance(value, dict):
        named = {str(key): item for key, item in value.items()}
        return {k: HIDDEN if k.lower() in {"password", "passwd", "secret", "token", "authorization", "cookie", "api_key", "card_number", "cvc"} else redact(v) for k, v in named.items()}
    if isinstance(value, list | tuple):
        return [redact(item) for item in value]
    if not isinstance(value, str | bytes | int):
        return value  # not text yet: see SafeEncoder.default
    text = str(value, "utf-8", "replace") if isinstance(value, bytes) else str(value)
    text = SECRET_TEXT.sub(rf"\1{HIDDEN}", LOGIN_IN_URL.sub(f"://{HIDDEN}@", text))
    text = CARD_NUMBER.sub(HIDDEN, text)
    return value if text == str(value) else text


class SafeEncoder(JsonEncoder):
    """Redacts the finished record: message, fields, traceback, and objects as text."""

    def encode(self, o: Any) -> str:
        """Return the record as JSON, without its secrets."""
        return super().encode(redact(o))

    def default(self, o: Any) -> Any:
        """Return what stands for the object in JSON, without its secrets."""
        return redact(super().default(o))


def log_to(stream: TextIO) -> None:
    """Write the log to the stream, as JSON."""
    handler = logging.StreamHandler(stream)
    names = {"levelname": "level"}
    fields = ["levelname", "message"]
    form = JsonFormatter(
        fields, timestamp=True, rename_fields=names, json_encoder=SafeEncoder
    )
    handler.setFormatter(form)
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
