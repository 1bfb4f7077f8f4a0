"""What another request does between the reading and the writing of the first."""

import pytest
from sqlalchemy import Engine, create_engine, insert, select, text, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from playbook import probe


class Base(DeclarativeBase):
    """What the table has."""


class Seat(Base):
    """A seat, and who has it."""

    __tablename__ = "seats"
    number: Mapped[int] = mapped_column(primary_key=True)
    taken_by: Mapped[str | None]


@pytest.fixture
def engine() -> Engine:
    made = create_engine("sqlite://")
    Base.metadata.create_all(made)
    with made.begin() as connection:
        connection.execute(insert(Seat).values(number=1))
    return made


def _checked(engine: Engine, who: str, *, locked: bool = False) -> bool:
    """Read, decide, write."""
    with Session(engine) as session, session.begin():
        query = select(Seat).where(Seat.number == 1)
        seat = session.scalars(query.with_for_update() if locked else query).one()
        if seat.taken_by is None:
            seat.taken_by = who
            return True
    return False


def _at_once(engine: Engine, who: str) -> bool:
    """Check and write with one statement."""
    with engine.begin() as connection:
        free = update(Seat).where(Seat.number == 1, Seat.taken_by.is_(None))
        return connection.execute(free.values(taken_by=who)).rowcount == 1


def test_who_reads_and_then_writes_writes_over_the_other(engine: Engine) -> None:
    with probe.meanwhile(lambda: _checked(engine, "bob")) as other:
        assert _checked(engine, "ada")
    assert other.result is True


def test_one_statement_finds_what_the_other_did(engine: Engine) -> None:
    with probe.meanwhile(lambda: _at_once(engine, "bob")) as other:
        assert not _at_once(engine, "ada")
    assert other.result is True


def test_the_other_waits_for_locked_rows(engine: Engine) -> None:
    with probe.meanwhile(lambda: _checked(engine, "bob", locked=True)) as other:
        assert _checked(engine, "ada", locked=True)
    assert other.result is False


def test_a_lock_ends_with_its_transaction(engine: Engine) -> None:
    with probe.meanwhile(lambda: _at_once(engine, "bob")) as other:
        with engine.begin() as connection:
            connection.execute(select(Seat).with_for_update())
        with engine.begin() as connection:
            connection.execute(update(Seat).values(taken_by="ada"))
    assert other.result is True


def test_the_others_error_is_its_own(engine: Engine) -> None:
    def fail() -> None:
        raise LookupError("nobody")

    with probe.meanwhile(fail) as other:
        assert _at_once(engine, "ada")
    assert isinstance(other.result, LookupError)


def test_it_is_called_once_and_afterwards_where_nothing_is_written(engine: Engine) -> None:
    calls: list[int] = []
    with probe.meanwhile(lambda: calls.append(1)), engine.connect() as connection:
        connection.execute(text("SELECT 'no UPDATE here'"))
        assert calls == []
    assert calls == [1]
    assert _at_once(engine, "ada")
    assert calls == [1]


@pytest.mark.parametrize(("before", "seen"), [(1, ["bob", "bob"]), (2, [None, "bob"]), (3, [None, None])])
def test_it_is_called_before_the_statement_that_is_named(engine: Engine, before: int, seen: list[str | None]) -> None:
    with probe.meanwhile(lambda: _at_once(engine, "bob"), before=before), engine.connect() as connection:
        assert [connection.scalar(select(Seat.taken_by)) for _ in range(2)] == seen


def test_it_is_not_called_after_the_first_write(engine: Engine) -> None:
    with probe.meanwhile(lambda: _at_once(engine, "bob"), before=9) as other:
        assert not _at_once(engine, "ada")
    assert other.result is True
