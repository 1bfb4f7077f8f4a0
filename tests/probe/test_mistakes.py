"""What a function gives is replaced by something of its kind, where the tests see it and nowhere else."""

from decimal import Decimal
from typing import NamedTuple

import pytest

from playbook.probe.mistakes import Mistaken
from playbook.probe.suites import Suite

CODE = """
import asyncio

def step(left):
    return left - 1

def steps(left):
    count = 0
    while left > 0:
        left, count = step(left), count + 1
    return count

async def later(left):
    await asyncio.sleep(0)
    return steps(left)

def refuse(left):
    if left < 0:
        raise ValueError("below zero")
"""


def run(tests: str, *names: str) -> tuple[bool, int]:
    """Return whether a test failed with these functions mistaken, and how many results were altered."""
    mistaken = Mistaken()
    ran = Suite(f"{CODE}\n{tests}").run(dict.fromkeys(names, mistaken))
    return bool(ran.failed), mistaken.altered


def test_a_test_that_looks_at_the_result_fails_and_one_that_looks_at_its_kind_does_not() -> None:
    assert run("def test_steps(): assert steps(3) == 3", "steps") == (True, 1)
    assert run("def test_steps(): assert isinstance(steps(3), int)", "steps") == (False, 1)


def test_functions_that_call_each_other_get_what_is_right() -> None:
    assert run("def test_steps(): assert steps(3) == -1000003", "step", "steps") == (False, 1)


def test_a_coroutine_is_mistaken_once_it_is_awaited() -> None:
    tests = "def test_later(): assert asyncio.run(later(3)) == -1000003"
    assert run(tests, "step", "steps", "later") == (False, 1)


def test_a_function_without_a_result_works_and_counts_as_unaltered() -> None:
    tests = "import pytest\ndef test_refuse():\n    refuse(1)\n    with pytest.raises(ValueError): refuse(-1)"
    assert run(tests, "refuse") == (False, 0)


class Share(NamedTuple):
    """Something that is not of the simple kinds."""

    pence: int


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (True, False),
        (2.5, -1000003.0),
        (Decimal(2), Decimal(-1000003)),
        ([1, (2, True)], [-1000003, (-1000003, False)]),
        ({"pence": 3, "paid": None}, {"pence": -1000003, "paid": None}),
        (Share(3), None),
    ],
)
def test_each_kind_stays_what_it_is(right: object, wrong: object) -> None:
    assert Mistaken()(lambda: right) == wrong


def test_texts_and_what_is_yielded_are_others_and_always_the_same() -> None:
    texts = [Mistaken()(str.lower, text) for text in ("ada", "bob")]
    assert texts[0] == texts[1]
    assert texts[0] not in ("ada", "bob", "")
    assert list(Mistaken()(lambda: iter([1, 2]))) == [-1000003, -1000003]
