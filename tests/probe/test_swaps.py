"""A function that is swapped gives the other's answers to all who hold it, and its own afterwards."""

import asyncio
import functools
from collections.abc import Callable

import pytest

from playbook import probe
from playbook.probe.ends import end_all

Held = Callable[[int], int]


def _double(number: int) -> int:
    return 2 * number


def _closed(factor: int) -> Held:
    def times(number: int) -> int:
        return factor * number

    return times


class _Desk:
    def price(self, minutes: int) -> int:
        return 2 * minutes

    def __call__(self, minutes: int) -> int:
        return 2 * minutes


def _decorated(inner: Held) -> Held:
    @functools.wraps(inner)
    def outer(number: int) -> int:
        return inner(number) + 1

    return outer


@pytest.mark.parametrize(
    ("function", "before", "between"),
    [
        (_double, 8, 7),
        (_closed(3), 12, 7),
        (_Desk().price, 8, 7),
        (_Desk(), 8, 7),
        (functools.partial(_double), 8, 7),
        (_decorated(_double), 9, 8),
    ],
)
def test_whoever_holds_it_gets_the_other_answer(function: Held, before: int, between: int) -> None:
    held = [function]
    with probe.swapped(function, lambda *_: 7) as swap:
        assert (held[0](4), swap.calls) == (between, 1)
    assert held[0](4) == before


def test_coroutine_stays_a_coroutine() -> None:
    async def price() -> int:
        return 2

    with probe.swapped(price, lambda: 7):
        assert asyncio.run(price()) == 7
    assert asyncio.run(price()) == 2


def test_what_the_answer_raises_is_raised_and_arguments_arrive_by_name() -> None:
    def refuse(number: int) -> int:
        raise LookupError(number)

    with probe.swapped(_double, refuse), pytest.raises(LookupError, match="5"):
        _double(number=5)


def test_forgotten_swap_ends_with_the_proof() -> None:
    probe.swapped(_double, lambda *_: 7).start()
    end_all()
    assert _double(4) == 8


def test_builtin_is_refused() -> None:
    with pytest.raises(TypeError, match="no function that Python code defines"):
        probe.swapped(len, lambda *_: 7)
