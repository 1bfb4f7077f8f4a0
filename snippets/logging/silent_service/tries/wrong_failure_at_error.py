"""Take payments for invoices, through the bank's gateway."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from pythonjsonlogger.json import JsonFormatter

logger = logging.getLogger(__name__)
Charge = Callable[[int], Awaitable[str]]


class CardRefused(Exception):
    """The bank does not pay."""


def log_to(stream: TextIO) -> None:
    """Write the log to the stream, as JSON."""
    handler = logging.StreamHandler(stream)
    names = {"levelname": "level"}
    fields = ["levelname", "message"]
    handler.setFormatter(JsonFormatter(fields, timestamp=True, rename_fields=names))
    logging.basicConfig(level="INFO", handlers=[handler], force=True)


@contextmanager
def logged(operation: str, **what: object) -> Iterator[None]:
    """Log that the operation has started, and how it ended, whatever way that was."""
    what["operation"] = operation
    logger.info("Started", extra={"outcome": "started", **what})
    try:
        yield
    except BaseException as error:
        reason = type(error).__name__
        logger.exception("Failed", extra={"outcome": "failed", "error": reason, **what})
        raise
    logger.info("Succeeded", extra={"outcome": "succeeded", **what})


async def take_payment(invoice_id: int, cents: int, charge: Charge) -> str:
    """Charge the patient's card; return the receipt. Raises what the bank raises."""
    with logged("take_payment", invoice_id=invoice_id, cents=cents):
        return await charge(cents)


if __name__ == "__main__":

    async def bank(cents: int) -> str:
        """Pay small sums."""
        if cents > 10_000:
            raise CardRefused
        return "receipt 4711"

    log_to(sys.stdout)
    asyncio.run(take_payment(7, 8_000, bank))
    with suppress(CardRefused):
        asyncio.run(take_payment(8, 80_000, bank))
