"""Charge what patients owe, one card each, many at once."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from typing import TextIO

from loguru import logger

Charge = Callable[[int], Awaitable[None]]


class Libraries(logging.Handler):
    """Hands on what libraries log with the standard library."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record as one of ours."""
        known = record.levelname in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
        level = record.levelname if known else record.levelno
        logger.opt(exception=record.exc_info).log(level, "{}", record.getMessage())


def log_to(stream: TextIO, alert: Callable[[str], None]) -> None:
    """Write JSON lines to the stream, and hand the errors to whoever is on call."""
    logger.remove()
    logger.add(stream, level="INFO", serialize=True, diagnose=False)
    logger.add(alert, level="ERROR", serialize=True, diagnose=False)
    logging.basicConfig(handlers=[Libraries()], level="INFO", force=True)


async def collect(patient_id: int, charge: Charge) -> bool:
    """Charge the patient's card, and tell whether it worked."""
    context = logger.contextualize(patient_id=patient_id)
    context.__enter__()
    if context:
        logger.info("Charging")
        try:
            await charge(patient_id)
        except ConnectionError:
            logger.exception("Not charged")
            context.__exit__(None, None, None)
            return False
        logger.info("Charged")
        context.__exit__(None, None, None)
        return True


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
