"""Every clock, also those that somebody took long ago, stands still and moves together."""

import asyncio
import datetime as dt
import queue
import sqlite3
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from time import monotonic, monotonic_ns, perf_counter, perf_counter_ns, sleep, time_ns

import pytest

from playbook import probe
from playbook.proof import prove

AT = "2030-01-07T09:00:00+00:00"


def taken_as_default(read: Callable[[], float] = monotonic) -> float:
    return read()


class Held:
    """Keeps a clock as good code does that gets one handed in."""

    read = staticmethod(perf_counter)


NOW_IN_UTC = partial(datetime.now, dt.UTC)

CLOCKS: dict[str, Callable[[], float]] = {
    "time": time.time,
    "time_ns": lambda: time_ns() / 1e9,
    "monotonic": monotonic,
    "monotonic_ns": lambda: monotonic_ns() / 1e9,
    "perf_counter": perf_counter,
    "perf_counter_ns": lambda: perf_counter_ns() / 1e9,
    "a default": taken_as_default,
    "a class's": Held.read,
    "datetime.now": lambda: datetime.now().timestamp(),  # noqa: DTZ005 - a clock too
    "datetime.now with a zone": lambda: datetime.now(dt.UTC).timestamp(),
    "datetime.now with tz=": lambda: datetime.now(tz=dt.UTC).timestamp(),
    "a partial": lambda: NOW_IN_UTC().timestamp(),
    "utcnow": lambda: datetime.utcnow().replace(tzinfo=dt.UTC).timestamp(),  # noqa: DTZ003 - it is a clock too
    "today": lambda: datetime.today().timestamp(),  # noqa: DTZ002 - as above
    "localtime": lambda: time.mktime(time.localtime()),
    "strftime": lambda: float(time.strftime("%s")),
}


@pytest.mark.parametrize("name", CLOCKS)
@pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow")
def test_clock_stands_still_and_is_moved(name: str) -> None:
    read = CLOCKS[name]
    with probe.clock(at=AT) as clock:
        first = read()
        assert read() == first
        clock.forward(90)
        assert read() - first == pytest.approx(90)
    assert abs(time.time() - datetime.now(dt.UTC).timestamp()) < 5
    assert read() != first


def test_wall_clock_is_at_the_wanted_moment() -> None:
    with probe.clock(at=AT) as clock:
        assert datetime.now(dt.UTC).isoformat() == AT
        assert time.gmtime()[:5] == (2030, 1, 7, 9, 0)
        clock.forward(24 * 3600)
        assert date.today().isoformat() == "2030-01-08"  # noqa: DTZ011 - a clock too
    assert time.time() < datetime.fromisoformat(AT).timestamp()


def test_monotonic_clocks_never_go_back() -> None:
    before = monotonic(), perf_counter()
    with probe.clock(at="1990-01-01T00:00Z") as clock:
        clock.forward(-3600)
        assert (monotonic() >= before[0], perf_counter() >= before[1]) == (True, True)


def test_datetime_stays_the_class_that_it_is() -> None:
    class Own(datetime):
        pass

    with probe.clock(at=AT):
        assert type(datetime.now(dt.UTC)) is datetime
        assert type(Own.now()) is Own
        database = sqlite3.connect(":memory:")
        assert database.execute("SELECT ?", (datetime.now(dt.UTC).isoformat(),)).fetchone()


def test_sleeping_moves_the_clock_and_takes_no_time() -> None:
    began = monotonic()
    with probe.clock(at=AT):
        inside = monotonic()
        sleep(3600)
        assert monotonic() - inside == 3600
    assert monotonic() - began < 60


def test_loops_of_asyncio_move_with_it() -> None:
    async def work() -> tuple[float, float, str]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        await asyncio.sleep(3600)
        slept = loop.time() - began
        try:
            await asyncio.wait_for(asyncio.Event().wait(), timeout=30)
        except TimeoutError:
            return slept, loop.time() - began, await asyncio.wait_for(asyncio.to_thread(str.upper, "done"), 5)
        return 0, 0, ""

    with probe.clock(at=AT):
        assert asyncio.run(work()) == (3600, 3630, "DONE")


def test_a_loop_does_not_wait_for_a_timer_that_was_cancelled() -> None:
    async def give_up() -> float:
        began = asyncio.get_running_loop().time()
        waiting = asyncio.ensure_future(asyncio.sleep(600))
        await asyncio.sleep(1)
        waiting.cancel()
        await asyncio.sleep(3600)
        return asyncio.get_running_loop().time() - began

    with probe.clock():
        assert asyncio.run(give_up()) == 3601


def test_a_queue_still_hands_over() -> None:
    with probe.clock(at=AT):
        line: queue.Queue[int] = queue.Queue()
        line.put(1)
        assert line.get(timeout=5) == 1


def test_moment_without_a_zone_is_a_slip() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        probe.clock(at="2030-01-07T09:00").start()
    assert time.time() < datetime.fromisoformat(AT).timestamp()


def test_proof_that_forgets_its_probes_leaves_nothing() -> None:
    streams = __import__("sys").stdout
    proof = f"""
>>> clock = probe.clock(at="{AT}").start()
>>> out = probe.written().start()
>>> example.year()
2030
"""
    source = "from datetime import datetime, UTC\ndef year(): return datetime.now(UTC).year\n"
    assert prove(proof, source, names={"probe": probe}).holds
    assert time.time() < datetime.fromisoformat(AT).timestamp()
    assert __import__("sys").stdout is streams


async def naps() -> int:
    for length in range(1, 40):
        await asyncio.sleep(length / 7)
    return 40


def test_a_part_of_a_second_passes_as_well() -> None:
    with probe.clock() as clock:
        began = clock.now
        assert asyncio.run(asyncio.wait_for(naps(), 1000)) == 40
    assert clock.now - began == pytest.approx(sum(range(1, 40)) / 7, abs=0.1)
