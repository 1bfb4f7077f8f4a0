"""The measures of an example's code: lines of functions, classes that do something, what a call runs through, names."""

from textwrap import dedent

import pytest

from playbook import probe
from playbook.proof import new_module


def lines(text: str) -> dict[str, int]:
    return dict(probe.functions(new_module("measured", dedent(text), "<measured>")))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("def f(): return 1", 2),
        ("def f():\n    return 1", 2),
        ("def f(): 'Say it.'; return 1", 2),
        ("def f():\n    '''Say it.\n\n    At length.\n    '''\n    return 1", 2),
        ("def f():\n    # why\n\n    return 1  # so", 2),
        ("def f():\n    a = 1; b = 2\n    return a", 4),
        ("def f(\n    a,\n    b,\n):\n    return max(\n        a,\n        b,\n    )", 8),
        ("def f():\n    return '''one\n\n    three\n    '''", 5),
        ("def f(a):\n    return f'''{a}\n    two\n    '''", 4),
        ("import functools\n@functools.cache\ndef f():\n    return 1", 2),
        ("async def f():\n    return 1", 2),
        ("f = lambda: (\n    1\n)", 3),
    ],
)
def test_lines_are_those_with_code(text: str, count: int) -> None:
    assert list(lines(text).values()) == [count]


def test_inner_functions_count_on_their_own_and_in_the_outer_one() -> None:
    text = """
        class Desk:
            '''A desk.'''

            def book(self):
                '''Book.'''
                def later():
                    '''Do it later.'''
                    return lambda: 1
                return later
    """
    assert lines(text) == {"Desk.book": 4, "Desk.book.later": 2, "Desk.book.later.<lambda>": 1}


SOURCE = """
from dataclasses import dataclass
from enum import Enum


class Full(Exception):
    pass


class Kind(Enum):
    FIRST = 1


@dataclass
class Slot:
    hour: int


class Desk:
    @property
    def slots(self):
        return [make(hour) for hour in (9, 10)]


class Unused:
    def run(self):
        return 0


class Heir(Unused):
    pass


def make(hour):
    return Slot(hour)


def book(limit, *, Note="x"):
    try:
        self = Desk()
        self.last = sum(one.hour for one in self.slots)
        return (lambda total: total)(self.last)
    except Full as error:
        raise error
"""


def test_classes_are_those_that_do_something() -> None:
    assert probe.classes(new_module("looked_at", SOURCE, "<looked at>")) == ["Desk", "Unused", "Heir"]


MADE = """
def lead(self):
    return self.days

class Given:
    days = 1
    lead = lead

class Field:
    days = 2

kinds = {days: type(f"After{days}", (), {"days": days, "lead": lead}) for days in (3, 7)}
"""


def test_classes_that_are_given_a_function_do_something_too() -> None:
    assert sorted(probe.classes(new_module("made", MADE, "<made>"))) == ["After3", "After7", "Given"]


def test_followed_are_the_functions_that_run_each_once() -> None:
    module = new_module("looked_at", SOURCE, "<looked at>")
    assert probe.followed(module, lambda: module.book(1)) == ["book", "Desk.slots", "make", "book.<lambda>"]


def test_a_call_that_fails_ends_the_following() -> None:
    module = new_module("looked_at", SOURCE, "<looked at>")
    with pytest.raises(TypeError):
        probe.followed(module, module.book)
    assert probe.followed(module, lambda: module.make(1)) == ["make"]


def test_names_are_those_that_the_code_gives() -> None:
    found = {tuple(name) for name in probe.names(new_module("looked_at", SOURCE, "<looked at>"))}
    assert found >= {
        ("class", "Desk"),
        ("function", "make"),
        ("parameter", "limit"),
        ("parameter", "Note"),
        ("parameter", "total"),
        ("attribute", "last"),
        ("variable", "self"),
        ("variable", "error"),
        ("item", "one"),
    }
    assert not {text for _, text in found} & {"dataclass", "Enum", "sum"}


def test_what_is_imported_under_another_name_has_a_name_of_the_code() -> None:
    text = (
        "import ast\nimport io as i\nfrom re import match as match, sub as exchange\nmatch []:\n    case [*rest]: pass"
    )
    found = [tuple(name) for name in probe.names(new_module("imports", text, "<imports>"))]
    assert found == [("alias", "i"), ("alias", "exchange"), ("variable", "rest")]
