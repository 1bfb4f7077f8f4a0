"""Charge what patients owe, one card each, many at once."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partialmethod
from typing import TextIO

Charge = Callable[[int], Awaitable[None]]
LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR"]


class Logger:
    """Writes JSON lines, with what is bound to it in each."""

    def __init__(self) -> None:
        self.context: dict[str, object] = {}
        self.sinks: list[tuple[str, Callable[[str], object]]] = []

    def bind(self, **context: object) -> None:
        """Put these values on every line from here on."""
        self.context |= context

    def log(self, level: str, message: str) -> None:
        """Write a line to each sink that wants this level."""
        time = datetime.now(UTC).isoformat()
        line = {"time": time, "level": level, "message": message, **self.context}
        for lowest, sink in self.sinks:
            if LEVELS.index(level) >= LEVELS.index(lowest):
                sink(json.dumps(line, default=str) + "\n")

    debug = partialmethod(log, "DEBUG")
    info = partialmethod(log, "INFO")
    warning = partialmethod(log, "WARNING")

    def exception(self, message: str) -> None:
        """Write what failed, and the error that is being handled."""
        self.log("ERROR", f"{message}: {sys.exception()!r}")


logger = Logger()


def log_to(stream: TextIO, alert: Callable[[str], None]) -> None:
    """Write JSON lines to the stream, and hand the errors to whoever is on call."""
    logger.sinks = [("INFO", stream.write), ("ERROR", alert)]


async def collect(patient_id: int, charge: Charge) -> bool:
    """Charge the patient's card, and tell whether it worked."""
    logger.bind(patient_id=patient_id)
    logger.info("Charging")
    try:
        await charge(patient_id)
    except ConnectionError:
        logger.exception("Not charged")
        return False
    logger.info("Charged")
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
