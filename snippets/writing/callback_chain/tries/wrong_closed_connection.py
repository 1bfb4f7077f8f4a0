"""Remind a patient of tomorrow: look the number up, then send the message."""

import asyncio
from typing import Protocol

TEXT = "We see you tomorrow."


class Directory(Protocol):
    """Knows the patients' numbers."""

    async def phone_of(self, patient: str) -> str:
        """Return the number of this patient. Raises LookupError if there is none."""


class Gateway(Protocol):
    """Sends messages."""

    async def send(self, phone: str, text: str) -> str:
        """Return the receipt of a message. Raises OSError if it cannot be sent."""


async def remind(patient: str, directory: Directory, gateway: Gateway) -> str:
    """Return the receipt of the reminder."""
    loop = asyncio.get_running_loop()
    receipt: asyncio.Future[str] = loop.create_future()
    under_way: list[asyncio.Task[str]] = []

    def on_sent(sending: asyncio.Task[str]) -> None:
        if receipt.done():
            return
        if error := sending.exception():
            receipt.set_exception(error)
        else:
            receipt.set_result(sending.result())

    def on_found(finding: asyncio.Task[str]) -> None:
        if receipt.done():
            return
        if error := finding.exception():
            receipt.set_exception(error)
            return
        sending = loop.create_task(gateway.send(finding.result(), TEXT))
        under_way.append(sending)
        sending.add_done_callback(on_sent)

    under_way.append(loop.create_task(directory.phone_of(patient)))
    under_way[0].add_done_callback(on_found)
    try:
        return await receipt
    except asyncio.CancelledError:
        under_way[-1].cancel()
        raise


class FrontDesk:
    """Stands for both here: it knows one number, and sends nothing."""

    async def phone_of(self, patient: str) -> str:
        """Return the number of Ada. Raises KeyError for all others."""
        return {"Ada": "+44 20 7946 0001"}[patient]

    async def send(self, phone: str, text: str) -> str:
        """Return the receipt of a message."""
        return f"sent to {phone}: {text}"


if __name__ == "__main__":
    desk = FrontDesk()
    for name in ("Ada", "Bob"):
        try:
            print(asyncio.run(asyncio.wait_for(remind(name, desk, desk), 1)))
        except (LookupError, OSError) as error:
            print(f"{name} was not reminded: {error!r}")
