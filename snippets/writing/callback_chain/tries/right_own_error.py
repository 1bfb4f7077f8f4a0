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


class NotReminded(Exception):
    """The patient was not reminded; the cause says why."""


async def remind(patient: str, directory: Directory, gateway: Gateway) -> str:
    """Return the receipt of the reminder."""
    try:
        async with asyncio.timeout(30):
            phone = await directory.phone_of(patient)
            return await gateway.send(phone=phone, text=TEXT)
    except (LookupError, OSError) as error:
        raise NotReminded(patient) from error


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
        except NotReminded as error:
            print(f"{name} was not reminded: {error!r}")
