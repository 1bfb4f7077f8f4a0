"""The statements that reach a database, whichever engine or connection sends them."""

import gc
import inspect
import re
import sqlite3
import sys
from collections.abc import Container, Iterator
from functools import wraps
from types import FrameType
from typing import Any, NamedTuple

from playbook.probe.ends import Probe

_CONTROL = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA|END)\b", re.IGNORECASE)


class Statement(NamedTuple):
    """One statement: its text as it was sent, and its parameters (None where sqlite3 was told directly)."""

    text: str
    parameters: Any


class TooManyError(RuntimeError):
    """One statement more than ``most`` was about to be sent."""


class Statements(Probe):
    """The statements since it began, in ``statements``; transactions' own (BEGIN, COMMIT …) are left out.

    ``rows`` counts the rows that they fetched from a server that tells: PostgreSQL does, SQLite does not. ``size`` is
    how long the values in the rows from PostgreSQL are, written as text. Where ``most`` is a number, SQLAlchemy and
    pg8000 send no statement that would be one more: whoever sends it gets TooManyError, and need not be waited for.
    """

    def __init__(self) -> None:
        super().__init__()
        self.statements: list[Statement] = []
        self.rows = 0
        self.size = 0
        self.most: int | None = None
        self._inside = 0

    def __len__(self) -> int:
        return len(self.statements)

    @property
    def texts(self) -> list[str]:
        """The statements' texts, their white space made single."""
        return [" ".join(statement.text.split()) for statement in self.statements]

    def clear(self) -> None:
        """Forget what ran so far."""
        self.statements.clear()
        self.rows = self.size = 0

    def begin(self) -> None:
        """Listen to all engines, those to come as well, and to every connection of sqlite3 and pg8000."""
        if "sqlalchemy" in sys.modules:
            self._listen(sys.modules["sqlalchemy"])
        if "pg8000.core" in sys.modules:
            for name in ("execute_simple", "execute_unnamed", "execute_named"):
                self._overhear(sys.modules["pg8000.core"].CoreConnection, name)
        holders = gc.get_referrers(sqlite3.connect, *_kinds(sqlite3.Connection))  # an object holds its class
        for found in holders:
            if isinstance(found, sqlite3.Connection):
                self._trace(found)
        self._trace_new({id(one) for one in holders})

    def _listen(self, alchemy: Any) -> None:  # noqa: ANN401 - the module
        heard = {
            "before_cursor_execute": self._before,
            "after_cursor_execute": self._after,
            "handle_error": self._failed,
        }
        for name, listener in heard.items():
            alchemy.event.listen(alchemy.Engine, name, listener)
            self.undo.callback(alchemy.event.remove, alchemy.Engine, name, listener)

    def _before(self, _conn: object, _cursor: object, text: str, parameters: object, *_: object) -> None:
        self._note(text, parameters)
        self._inside += 1

    def _after(self, _conn: object, cursor: Any, *_: object) -> None:  # noqa: ANN401 - the driver's own
        self._inside = max(0, self._inside - 1)
        if cursor.description is not None:  # it gives rows
            self.rows += max(0, cursor.rowcount)

    def _failed(self, _context: object) -> None:
        self._inside = max(0, self._inside - 1)

    def _overhear(self, connection: Any, name: str) -> None:  # noqa: ANN401 - the driver's class
        """Hear what is handed to the driver, by whomever."""
        right = getattr(connection, name)
        bind = inspect.signature(right).bind

        @wraps(right)
        def watched(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - the driver's own
            given = bind(*arguments, **named).arguments
            if not self._inside and not _is_of_alchemy(sys._getframe(1)):  # noqa: SLF001 - as inspect does
                self._note(given["statement"], given.get("vals", given.get("params")))
            context = right(*arguments, **named)
            found = context.rows or ()
            self.size += sum(len(str(value)) for row in found for value in row)
            if not self._inside:  # SQLAlchemy's event counts its own
                self.rows += len(found)
            return context

        setattr(connection, name, watched)
        self.undo.callback(setattr, connection, name, right)

    def _trace_new(self, holders: Container[int]) -> None:
        """Trace what ``sqlite3.connect`` opens, in every module that has it by name: those whose names are there."""
        connect = sqlite3.connect

        def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - connect's own
            opened: sqlite3.Connection = connect(*arguments, **options)
            self._trace(opened)
            return opened

        for module in list(sys.modules.values()):
            names = getattr(module, "__dict__", {})
            if id(module) not in holders and id(names) not in holders:
                continue
            for name, value in list(names.items()):
                if value is connect:
                    setattr(module, name, traced)
                    self.undo.callback(setattr, module, name, connect)

    def _trace(self, connection: sqlite3.Connection) -> None:
        try:
            connection.set_trace_callback(self._heard)
        except sqlite3.Error:  # closed, or of another thread
            return
        self.undo.callback(_untrace, connection)

    def _heard(self, text: str) -> None:
        if not self._inside:  # what SQLAlchemy sends is noted by its own event, with its parameters
            self._note(text, None)

    def _note(self, text: str, parameters: object) -> None:
        if _CONTROL.match(text):
            return
        if self.most is not None and len(self) >= self.most:
            raise TooManyError(f"more than {self.most} statements")
        self.statements.append(Statement(text, parameters))


def statements() -> Statements:
    """Note every statement: of all SQLAlchemy engines, old and new, and of all connections of ``sqlite3`` and pg8000.

    ``texts`` and ``statements`` are what was sent, ``rows`` is how many rows PostgreSQL sent back, and ``size`` how
    long their values are. What SQLAlchemy asks for itself, such as the server's version, is left out.

    Examples:
        >>> database = sqlite3.connect(":memory:")
        >>> with statements() as ran:
        ...     _ = database.execute("SELECT 1")
        >>> ran.texts
        ['SELECT 1']
    """
    return Statements()


def _is_of_alchemy(frame: FrameType | None) -> bool:
    """Return whether SQLAlchemy hands it to the driver: to fetch the next rows of a statement, to see who is there."""
    while frame is not None and str(frame.f_globals.get("__name__")).startswith("pg8000."):
        frame = frame.f_back
    return frame is not None and str(frame.f_globals.get("__name__")).startswith("sqlalchemy.")


def _kinds(kind: type[sqlite3.Connection]) -> Iterator[type[sqlite3.Connection]]:
    """Yield the class and all that are made of it."""
    yield kind
    for one in kind.__subclasses__():
        yield from _kinds(one)


def _untrace(connection: sqlite3.Connection) -> None:
    try:
        connection.set_trace_callback(None)
    except sqlite3.Error:
        return
