"""What keeps an event loop from turning is named, and what runs elsewhere is not."""

import asyncio
import itertools
import os
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio.to_thread
import pytest

from playbook import probe
from playbook.probe.ticking import Ticker

Work = Callable[[Ticker, Path], Coroutine[Any, Any, object]]


def pairs() -> int:
    return sum(one < other for one, other in itertools.combinations(range(500), 2))


async def sleeps(_: Ticker, __: Path) -> None:
    # playbook: allow PERF04 because what is tested is a loop that is blocked
    time.sleep(60)


async def reads(_: Ticker, letter: Path) -> str:
    # playbook: allow PERF04 because what is tested is a loop that is blocked
    return letter.read_text()


async def looks_for_it(_: Ticker, letter: Path) -> bool:
    # playbook: allow PERF04 because what is tested is a loop that is blocked
    return letter.is_file()


async def lists_the_folder(_: Ticker, letter: Path) -> list[str]:
    # playbook: allow PERF04 (reviewed) because what is tested is a loop that is blocked
    return os.listdir(letter.parent)  # noqa: PTH208 - pathlib asks in one way or another, as Python's version has it


async def opens(_: Ticker, letter: Path) -> str:
    with open(letter) as file:  # noqa: PTH123 - what is looked for
        return file.read()


async def reads_what_a_thread_opened(_: Ticker, letter: Path) -> str:
    with await asyncio.to_thread(letter.open) as file:
        return file.read()


async def calls(ticker: Ticker, _: Path) -> None:
    await asyncio.sleep(0)
    ticker.wait("a library")


async def computes(_: Ticker, __: Path) -> int:
    return pairs()


async def waits_for_a_thread(ticker: Ticker, _: Path) -> None:
    with ThreadPoolExecutor() as pool:
        pool.submit(ticker.wait, "a library").result()


HOLD: dict[Work, list[str]] = {
    sleeps: ["time.sleep"],
    reads: ["open"],
    looks_for_it: ["stat"],
    lists_the_folder: ["listdir"],
    opens: ["open"],
    reads_what_a_thread_opened: ["read"],
    calls: ["a library"],
    computes: ["a loop of Python"],
}


@pytest.mark.parametrize("work", HOLD, ids=lambda work: work.__name__)
def test_what_holds_the_loop_is_named(work: Work, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada")
    with probe.ticker() as ticker:
        ticker.run(work(ticker, letter))
    assert ticker.held == HOLD[work]


def test_waiting_for_a_thread_holds_the_loop_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.probe.ticking._PATIENCE", 0.1)
    with probe.ticker() as ticker:
        ticker.run(waits_for_a_thread(ticker, Path()))
    assert set(ticker.held) == {"Future.result", "a library"}


async def elsewhere(ticker: Ticker, letter: Path) -> object:
    await asyncio.sleep(60)
    await asyncio.to_thread(ticker.wait)
    await asyncio.get_running_loop().run_in_executor(None, time.sleep, 60)
    await anyio.to_thread.run_sync(pairs)
    for second in range(60):
        await asyncio.sleep(second % 2)
        sum(one < 500 for one in range(5000))
    await asyncio.to_thread(letter.is_file)
    file = await asyncio.to_thread(letter.open)
    return await asyncio.to_thread(file.read)


def test_what_runs_elsewhere_or_in_short_pieces_does_not(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada")
    with probe.ticker() as ticker:
        assert ticker.run(elsewhere(ticker, letter)) == "Dear Ada"
    assert ticker.held == []
    assert ticker.ticks > 60


def test_all_is_put_back() -> None:
    before = open, time.sleep
    with probe.ticker():
        pass
    assert (open, time.sleep) == before
    with probe.ticker() as ticker:
        pass
    pairs()
    assert ticker.held == []
