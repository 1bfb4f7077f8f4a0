"""What somebody does with what they are given: enter it, read it to the end, or empty it."""

from collections.abc import Iterator, MutableMapping
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import islice
from typing import Any

_MOST = 100


@contextmanager
def entered(given: Any) -> Iterator[Any]:  # noqa: ANN401 - whatever a call returned
    """Use what a call returned as its caller may, and give what to go on with.

    What can be entered is entered, and left at the end. An iterator is read. A list, a set or a dict is emptied, and
    so is each that a dict holds: if it is the object's own, the object shows it.

    Examples:
        >>> days = {"monday": ["ada"]}
        >>> with entered(days["monday"]):
        ...     days
        {'monday': []}
    """
    if isinstance(given, AbstractContextManager):
        with given as inside:
            yield inside
        return
    if isinstance(given, Iterator):
        list(islice(given, _MOST))
    _empty(given)
    yield given


def _empty(given: Any) -> None:  # noqa: ANN401 - whatever a call returned
    if isinstance(given, MutableMapping):
        for held in list(given.values()):
            _empty(held)
    with suppress(Exception):  # what cannot be emptied
        given.clear()
