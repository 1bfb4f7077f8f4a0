"""Who sends statements past the class that ought to send them all."""

from types import ModuleType

import pytest

from playbook import probe
from playbook.proof import new_module

SOURCE = """
import sqlite3
from sqlalchemy import create_engine, text

engine = create_engine("sqlite://")
raw = sqlite3.connect(":memory:")


def ask(where):
    return where.execute(text("SELECT 1")).scalar()


class Base:
    def one(self):
        with engine.connect() as connection:
            return ask(connection)


class Rooms(Base):
    def two(self):
        return self.one()

    def each(self):
        for number in (1, 2):
            yield raw.execute(f"SELECT {number}").fetchone()[0]

    def do(self, work):
        with engine.connect() as connection:
            return work(connection)

    @property
    def last(self):
        return self.one()

    @classmethod
    def first(cls):
        return cls().one()


class Service:
    def by_hand(self):
        with engine.connect() as connection:
            return connection.execute(text("SELECT 1")).scalar()

    def between(self, rooms):
        return [raw.execute(f"SELECT {number}").fetchone()[0] for number in rooms.each()]

    def handed_in(self, rooms):
        return rooms.do(lambda connection: ask(connection))
"""


@pytest.fixture
def module() -> ModuleType:
    return new_module("bypassed", SOURCE, "<bypassed>")


def test_all_that_a_method_of_the_class_sends_is_its_own(module: ModuleType) -> None:
    rooms = module.Rooms()
    with probe.bypass(module.Rooms) as seen:
        assert (rooms.one(), rooms.two(), rooms.last, rooms.first(), list(rooms.each())) == (1, 1, 1, 1, [1, 2])
    assert len(seen) == 6
    assert seen.senders == []
    assert seen.asked == ["one", "two", "last", "first", "each"]


def test_who_sends_by_hand_is_named_also_between_two_steps_of_a_generator(module: ModuleType) -> None:
    service = module.Service()
    with probe.bypass(module.Rooms) as seen:
        service.by_hand()
        service.between(module.Rooms())
        module.raw.execute("SELECT 3")
    assert seen.senders == ["Service.by_hand", "Service.between", "Service.between"]


def test_what_is_handed_in_is_seen_by_the_method_that_takes_it(module: ModuleType) -> None:
    with probe.bypass(module.Rooms) as seen:
        module.Service().handed_in(module.Rooms())
    assert (seen.senders, seen.asked) == ([], ["do"])


def test_afterwards_the_class_is_as_it_was(module: ModuleType) -> None:
    before = dict(vars(module.Rooms)), dict(vars(module.Base))
    with probe.bypass(module.Rooms):
        assert vars(module.Base)["one"] is not before[1]["one"]
    assert (dict(vars(module.Rooms)), dict(vars(module.Base))) == before
