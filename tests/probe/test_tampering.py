"""The public ways to change an object: each that works is found, and none is taken that is private."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal, NamedTuple, NewType, Protocol, Self, TypedDict

import pytest

from playbook import probe

Coin = NewType("Coin", int)
type Coins = list[Coin]


class Weighed(Protocol):
    @property
    def real(self) -> int: ...


@dataclass(frozen=True)
class Guest:
    name: str


@dataclass
class Bed:
    made: bool = True


class Room:
    limit = 2

    def __init__(self, guests: list[Guest] | None = None) -> None:
        self.guests = guests or [Guest("ada")]
        self._bed = Bed()
        self.by_name = {"bob": Bed()}

    @property
    def bed(self) -> Bed:
        return self._bed

    @property
    def first(self) -> tuple[Guest, ...]:
        return tuple(self.guests)

    def enter(self, guest: Guest, times: int = 1) -> None:
        self.guests += [guest] * times

    def _leave(self) -> None:
        self.guests.clear()


@dataclass
class Ward:
    rooms: list[str] = field(default_factory=list)


def harmed[T](make: Callable[[], T], values: list[object], seen: Callable[[T], object]) -> set[str]:
    """Return the names of the ways after which an object, or what the way returned, no longer looks as before."""
    found = set()
    for way in probe.tampering(make(), values):
        one = make()
        given: object = None
        with suppress(Exception):
            given = way.use(one)
        others = [one] if given is None or type(given) is not type(one) else [one, given]
        if any(looked_at(seen, other) != seen(make()) for other in others):
            found.add(way.name)
    return found


def looked_at(seen: Callable[..., object], one: object) -> object:
    with suppress(Exception):
        return seen(one)
    return "broken"


def test_what_is_set_called_and_held_by_containers_is_found() -> None:
    found = harmed(Room, [Guest("eve"), 2], lambda room: len(room.guests))
    assert {"set Room.guests", "del Room.guests", "Room.enter()", "list.append()", "list.clear()"} <= found


@pytest.mark.parametrize("way", ["set Bed.made", "dict.clear()"])
def test_so_is_what_an_attribute_or_a_dictionary_holds(way: str) -> None:
    assert way in harmed(Room, [False], lambda room: (room.bed.made, [bed.made for bed in room.by_name.values()]))


def test_a_constructor_and_replace_make_others_of_the_kind() -> None:
    assert {"Ward()", "replace(Ward)"} <= harmed(Ward, [["cellar"]], lambda ward: list(ward.rooms))


def test_what_is_frozen_or_private_stays() -> None:
    assert harmed(lambda: Guest("ada"), ["eve"], lambda guest: guest.name) == {"Guest()", "replace(Guest)"}
    assert not [way.name for way in probe.tampering(Room(), ["eve"]) if "._" in way.name and "__" not in way.name]


def test_a_method_gets_as_many_values_as_it_takes() -> None:
    calls = [way for way in probe.tampering(Room(), ["eve", 2]) if way.name == "Room.enter()"]
    assert len(calls) == 2 + 4 + 2  # the last two with a guest made of what is there


class Row(NamedTuple):
    guest: Guest
    night: int


class Paper(TypedDict):
    guest: Guest


class Door:
    def __init__(self) -> None:
        self._guests: list[Guest] = []

    @property
    def count(self) -> int:
        return len(self._guests)

    def force(self, guest: Guest, *, forced: bool = False) -> None:
        self._guests += [guest] * forced

    def unchecked(self, guest: Guest, check: bool = True) -> None:
        self._guests += [guest] * (not check)

    def pairs(self, guests: Iterable[tuple[str, Guest]]) -> None:
        self._guests += [guest for _, guest in guests]

    def records(self, rows: list[Row]) -> None:
        self._guests += [row.guest for row in rows]

    def papers(self, papers: list[Paper] | None = None) -> None:
        self._guests += [paper["guest"] for paper in papers or []]

    def by_night(self, guests: dict[int, Guest]) -> None:
        self._guests += guests.values()

    def amend(self, guest: Guest, **changes: object) -> None:
        self._guests += [guest] if "count" in changes else []


def let_in(door: Door, guests: list[Guest]) -> None:
    door.force(guests[0], forced=True)


def test_a_function_of_the_module_that_takes_the_object_is_a_way() -> None:
    assert "let_in()" in harmed(Door, [Guest("eve"), 2], lambda door: door.count)


@pytest.mark.parametrize("name", ["force", "unchecked", "pairs", "records", "papers", "by_night", "amend"])
def test_a_method_gets_what_its_annotations_ask_for(name: str) -> None:
    assert f"Door.{name}()" in harmed(Door, [Guest("eve"), 2], lambda door: door.count)


class Pair(NamedTuple):
    first: int
    last: int


class Ledger:
    def __init__(self) -> None:
        self.rooms = 7
        self.strict = True
        self._days: dict[date, list[str]] = {date(2030, 1, 7): ["ada"]}
        self._names: list[object] = []

    @property
    def guests(self) -> list[str]:
        return [guest for guests in self._days.values() for guest in guests]

    @property
    def names(self) -> frozenset[object]:
        return frozenset(self._names)

    def on(self, day: date) -> list[str]:
        return self._days[day]

    def all_days(self) -> dict[date, list[str]]:
        return dict(self._days)

    def leaving(self) -> Iterator[str]:
        while guests := self._days[date(2030, 1, 7)]:
            yield guests.pop()

    @contextmanager
    def importing(self) -> Iterator["Ledger"]:
        self.strict = False
        yield self
        self.strict = True

    def call(self, name: str) -> None:
        self._names.append(name)


@dataclass(frozen=True)
class Stay:
    since: datetime


def test_what_can_be_replaced_has_a_way() -> None:
    ways = probe.tampering(Pair(1, 2), [0])
    assert Pair(1, 0) in [way.use(Pair(1, 2)) for way in ways if way.name == "replace(Pair)"]


def test_numbers_and_flags_are_set_to_others() -> None:
    found = set()
    for way in probe.tampering(Ledger(), []):
        ledger = Ledger()
        with suppress(Exception):
            way.use(ledger)
        found |= {(vars(ledger).get("rooms"), vars(ledger).get("strict"))}
    assert found >= {(8, True), (6, True), (0, True), (7, False)}


def test_a_text_is_no_list() -> None:
    called = [way for way in probe.tampering(Ledger(), ["eve", ["eve"]]) if way.name == "Ledger.call()"]
    for way in called:
        ledger = Ledger()
        way.use(ledger)
        assert ledger.names == {"eve"}
    assert called


@pytest.mark.parametrize("name", ["on", "all_days", "leaving"])
def test_what_a_method_gives_is_read_and_emptied(name: str) -> None:
    for way in probe.tampering(Ledger(), [Stay(datetime(2030, 1, 7, 9, tzinfo=UTC))]):
        ledger = Ledger()
        if way.name == f"Ledger.{name}()":
            with suppress(KeyError, TypeError, AttributeError), probe.entered(way.use(ledger)):
                pass
            if not ledger.guests:
                return
    pytest.fail("the guests are all there")


def test_what_can_be_entered_is_left_at_the_end() -> None:
    ledger = Ledger()
    with probe.entered(ledger.importing()) as inside:
        assert inside is ledger
        assert not ledger.strict
    assert ledger.strict
    assert [way.name for way in probe.tampering(Gate(), []) if way.name.startswith("with")] == ["with Gate"]


class Gate:
    def __enter__(self) -> None:
        return

    def __exit__(self, *_: object) -> None:
        return


class Till:
    """It lets its guards be switched off in many ways."""

    def __init__(self) -> None:
        self._coins: list[int] = []

    @property
    def count(self) -> int:
        return len(self._coins)

    def add(self, coin: int, *, how: Literal["checked", "trusted"] = "checked") -> None:
        self._coins += [coin] * (how == "trusted")

    def sort(self, wanted: Callable[[int], bool]) -> None:
        self._coins += [1] * wanted(0)

    def put(self, coin: Any) -> None:  # noqa: ANN401 - somebody writes it
        self._coins += [coin]

    def weigh(self, *, coin: Weighed) -> None:
        self._coins += [int(coin.real)]

    def fill(self, *, coins: Coins) -> None:
        self._coins += coins

    def merge(self, other: Self) -> None:
        self._coins += [1] * isinstance(other, Till)

    def __add__(self, other: "Till") -> "Till":
        both = Till()
        both._coins += [1] * isinstance(other, Till)
        return both


@pytest.mark.parametrize("name", ["add", "sort", "put", "weigh", "fill", "merge", "__add__"])
def test_a_choice_a_judge_a_named_type_and_another_of_its_kind_are_given(name: str) -> None:
    assert f"Till.{name}()" in harmed(Till, [Coin(2)], lambda till: till.count)
