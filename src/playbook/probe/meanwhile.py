"""What another request does in between: after the first one has read, and before it writes."""

import re
import sys
from collections.abc import Callable
from typing import Any

from playbook.probe.ends import Probe

_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|MERGE|REPLACE|WITH\b(?s:.)*?\b(INSERT|UPDATE|DELETE)\b)", re.IGNORECASE)
_LOCKS = re.compile(r"\bFOR\s+(NO\s+KEY\s+)?UPDATE\b", re.IGNORECASE)


class Meanwhile(Probe):
    """Calls its action once, at the worst moment of the ``with``; ``result`` is what it returned, or the error."""

    def __init__(self, action: Callable[[], object], before: int | None) -> None:
        super().__init__()
        self.result: object = None
        self._action = action
        self._left = before
        self._called = self._locked = False

    def begin(self) -> None:
        """Listen to all engines of SQLAlchemy, those to come as well."""
        event, engine = sys.modules["sqlalchemy"].event, sys.modules["sqlalchemy"].Engine
        self.undo.callback(self._call)
        heard = {"before_execute": self._construct, "before_cursor_execute": self._text}
        for name, listener in {**heard, "commit": self._ended, "rollback": self._ended}.items():
            event.listen(engine, name, listener)
            self.undo.callback(event.remove, engine, name, listener)

    def _construct(self, _connection: object, statement: Any, *_: object) -> None:  # noqa: ANN401 - any construct
        self._locked = self._locked or getattr(statement, "_for_update_arg", None) is not None

    def _text(self, _connection: object, _cursor: object, text: str, *_: object) -> None:
        self._left = None if self._left is None else self._left - 1
        if not self._locked and (self._left == 0 or _WRITES.match(text)):
            self._call()
        self._locked = self._locked or bool(_LOCKS.search(text))

    def _ended(self, _connection: object) -> None:
        self._locked = False

    def _call(self) -> None:
        if self._called:
            return
        self._called = True
        try:
            self.result = self._action()
        except Exception as error:  # noqa: BLE001 - it is the other request's own, and must not end this one
            self.result = error


def meanwhile(action: Callable[[], object], *, before: int | None = None) -> Meanwhile:
    """Call the action between the reading and the writing of what runs in the ``with``: before its first write.

    Two requests at once come down to this where there is one thread and one connection. Whoever reads, decides and
    then writes has decided on what is no longer so. A statement that both checks and writes comes after the action,
    and sees what it did. Where rows were read with ``FOR UPDATE``, which SQLite does not have, or nothing is
    written, the action comes after the ``with``, as another transaction would have waited. All SQLAlchemy engines
    are listened to. ``before=2`` calls it before the second statement, if that comes sooner than the first write: for
    code that reads twice.

    Examples:
        >>> from sqlalchemy import create_engine, text
        >>> database = create_engine("sqlite://")
        >>> def book():
        ...     with database.begin() as connection:
        ...         if connection.scalar(text("SELECT count(*) FROM seats")) == 0:
        ...             connection.execute(text("INSERT INTO seats VALUES (1)"))
        >>> with database.begin() as connection:
        ...     _ = connection.execute(text("CREATE TABLE seats (number integer)"))
        >>> with meanwhile(book):
        ...     book()
        >>> with database.begin() as connection:
        ...     connection.scalar(text("SELECT count(*) FROM seats"))
        2
    """
    return Meanwhile(action, before)
