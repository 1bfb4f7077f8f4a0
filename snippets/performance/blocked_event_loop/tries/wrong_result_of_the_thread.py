"""Remind patients of their visits, read their letters, and find visits that overlap."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path
from typing import NamedTuple, Protocol

POOL = ThreadPoolExecutor(4)
PAUSES = (1, 5, 0)  # seconds after each attempt; none after the last


class Gateway(Protocol):
    """The vendor's library for text messages. It waits for the network."""

    def send(self, phone: str, text: str) -> bool:
        """Return whether the message was taken."""


class Visit(NamedTuple):
    """A room that is taken, in minutes since midnight."""

    room: str
    starts: int
    ends: int


async def remind(gateway: Gateway, phone: str, text: str) -> bool:
    """Return whether the reminder was sent, in three attempts."""
    for pause in PAUSES:
        if POOL.submit(gateway.send, phone, text).result():
            return True
        await asyncio.sleep(pause)
    return False


async def read_letter(path: Path) -> str:
    """Return the text of a letter."""
    return POOL.submit(path.read_text, encoding="utf-8").result()


def clash(one: Visit, other: Visit) -> bool:
    """Return whether both visits want the room at the same time."""
    return one.room == other.room and one.starts < other.ends and other.starts < one.ends


def find_clashes(visits: list[Visit]) -> list[tuple[Visit, Visit]]:
    """Return the pairs that clash, in the order of the visits."""
    return [pair for pair in combinations(visits, 2) if clash(*pair)]


async def find_overlaps(visits: list[Visit]) -> list[tuple[Visit, Visit]]:
    """Return the pairs of visits that cannot both take place."""
    return POOL.submit(find_clashes, visits).result()


if __name__ == "__main__":
    booked = [Visit("A", 540, 570), Visit("B", 540, 600), Visit("A", 560, 600)]
    print(asyncio.run(find_overlaps(booked)))
