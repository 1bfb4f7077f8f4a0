"""A server that hangs keeps its callers as long as they let it, and no test waits for it."""

import asyncio
import time
from collections.abc import Callable

import httpx2
import pytest

from playbook import probe
from playbook.probe.hanging import A_DAY, Where

pytestmark = pytest.mark.slow

URL = "https://lab.example/results"
WAYS: tuple[Where, ...] = ("connect", "write", "read")


async def later(timeout: httpx2.Timeout | None) -> httpx2.Response:
    async with httpx2.AsyncClient(timeout=timeout) as client:
        return await client.get(URL)


def callers(timeout: httpx2.Timeout | None) -> list[Callable[[], httpx2.Response]]:
    """Return the same call by a client that blocks and by one that does not."""
    return [lambda: httpx2.get(URL, timeout=timeout), lambda: asyncio.run(later(timeout))]


async def within(seconds: float) -> httpx2.Response:
    async with asyncio.timeout(seconds):
        return await later(httpx2.Timeout(5))


@pytest.mark.parametrize("where", WAYS)
def test_each_phase_ends_in_the_client_s_own_timeout_for_it(where: Where) -> None:
    limits = httpx2.Timeout(None)
    setattr(limits, where, 3.0)
    for call in callers(limits):
        with probe.hanging(where) as server, pytest.raises(getattr(httpx2, f"{where.title()}Timeout")):
            call()
        assert server.seconds == pytest.approx(3, abs=1)


@pytest.mark.parametrize("where", WAYS)
def test_whoever_has_no_timeout_is_kept_for_a_day(where: Where) -> None:
    for call in callers(None):
        with probe.hanging(where) as server:
            assert call().json() == {}
        assert server.seconds == pytest.approx(A_DAY, abs=1)


def test_bytes_that_come_now_and_then_outlast_every_timeout_for_reading() -> None:
    for call in callers(httpx2.Timeout(5)):
        with probe.hanging("bytes", lambda _: httpx2.Response(200, json=["x" * 70])) as server:
            assert call().json() == ["x" * 70]
        assert server.seconds > 60


def test_headers_that_come_byte_by_byte_keep_who_looks_at_the_clock_between_pieces_of_the_body() -> None:
    for call in callers(httpx2.Timeout(5)):
        with probe.hanging("headers", lambda _: httpx2.Response(200, json=["x"])) as server:
            assert call().json() == ["x"]
        assert server.seconds > 60
    with probe.hanging("headers") as server, pytest.raises(TimeoutError):
        asyncio.run(within(10))
    assert server.seconds == pytest.approx(10, abs=1)


def test_whoever_looks_at_the_clock_meanwhile_gives_up() -> None:
    with probe.hanging("bytes") as server, pytest.raises(TimeoutError):
        asyncio.run(within(10))
    assert server.seconds == pytest.approx(10, abs=1)
    with probe.hanging("bytes") as server, httpx2.stream("GET", URL, timeout=5) as answer:
        until = time.monotonic() + 10
        for _ in answer.iter_bytes():
            if time.monotonic() > until:
                break
    assert server.seconds < 20


def test_first_requests_are_answered_at_once_and_a_slow_server_answers_in_the_end() -> None:
    with probe.hanging("read", skip=1) as server:
        assert httpx2.get(URL).is_success
        assert server.seconds == 0
        with pytest.raises(httpx2.ReadTimeout):
            httpx2.get(URL)
    with probe.hanging("read", seconds=2) as server:
        assert httpx2.get(URL).is_success
    assert server.seconds == 2
    assert [request.url for request in server.requests] == [URL]
