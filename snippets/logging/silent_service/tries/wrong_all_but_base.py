"""Take payments for invoices, through the bank's gateway."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
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


async def take_payment(invoice_id: int, cents: int, charge: Charge) -> str:
    """Charge the patient's card; return the receipt. Raises what the bank raises."""
    what = {"operation": "take_payment", "invoice_id": invoice_id, "cents": cents}
    logger.info("Started", extra={"outcome": "started", **what})
    try:
        receipt = await charge(cents)
    except (Exception, asyncio.CancelledError):
        logger.info("Failed", extra={"outcome": "failed", **what})
        raise
    logger.info("Succeeded", extra={"outcome": "succeeded", **what})
    return receipt


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
