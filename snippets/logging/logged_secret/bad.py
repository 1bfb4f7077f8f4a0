"""Take card payments, each through a link that the patient was sent."""

import logging
import sys
from collections.abc import Callable
from typing import TextIO

from pythonjsonlogger.json import JsonFormatter

logger = logging.getLogger("clinic")
Card = dict[str, str]


def log_to(stream: TextIO) -> None:
    """Write the log to the stream, as JSON."""
    handler = logging.StreamHandler(stream)
    names = {"levelname": "level"}
    fields = ["levelname", "message"]
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
