"""Calls what is built in and what is compiled, with values of every kind: readers do with them what no rule does.

Runs in the browser's Python when the site is built, as the others here do, so that the functions behind it are sent
first. What a call gives does not matter; most of them raise.
"""

import contextlib
import copy
import importlib
import io
import itertools
import pickle
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

VALUES = [
    *(None, True, 0, 7, -3, 10**20, 1.5, -2.0, float("inf"), 2j, "", "text", "Zoë żółw 日本 🐍", "a,b;c", "%s and {}"),
    *(b"bytes", bytearray(b"array"), memoryview(b"view"), [], [3, 1, 2], ["b", "a"], (), (1, "two"), {}, {"a": 1}),
    *({1, 2}, frozenset({2, 3}), range(5), slice(1, 3), int, str, len, Ellipsis, ValueError("wrong"), object()),
    *(Decimal("1.10"), Fraction(1, 3), date(2026, 1, 31), time(9, 30), datetime(2026, 1, 31, 9, 30, tzinfo=UTC)),
    *(timedelta(hours=1), deque([1, 2], 3), Counter("abca"), defaultdict(list), OrderedDict(a=1), ChainMap({"a": 1})),
    *(io.StringIO("a\nb"), io.BytesIO(b"a\nb")),
]
MODULES = (
    *("array", "base64", "binascii", "bisect", "bz2", "calendar", "cmath", "collections", "copy", "csv", "decimal"),
    *("fractions", "functools", "hashlib", "heapq", "hmac", "html", "itertools", "json", "lzma", "math", "operator"),
    *("re", "secrets", "statistics", "string", "struct", "textwrap", "types", "unicodedata", "urllib.parse", "uuid"),
    "zlib",
)
FORMS = ("", ">12", "08.3f", ",", "+d", "x", "b", "e", "%", "^20s", "%Y-%m-%d %H:%M", "n", "c", "_")
OLD_FORMS = ("%s", "%r", "%5d", "%.2f", "%x", "%c", "%-8s|", "%(a)s")
BRACES = ("{}", "{0!r:>10}", "{0.real}", "{a}", "{0[0]}")
# They take for ever over large numbers, or wait.
LEFT_OUT = {"__round__", "round", "pow", "ipow", "__pow__", "__rpow__", "__ipow__", "factorial", "perm", "comb", "main"}
FEW = 4


def attempt(call: Callable[..., object], *given: object) -> None:
    """Call it, and look at what it gives."""
    with contextlib.suppress(Exception):
        made = call(*given)
        repr(made)
        if isinstance(made, Iterator):
            list(itertools.islice(made, FEW))


def arguments() -> Iterator[tuple[object, ...]]:
    """Yield no argument, each value alone, and pairs of values."""
    yield ()
    yield from ((one,) for one in VALUES)
    yield from itertools.pairwise(VALUES)


def call_methods(value: object) -> None:
    """Call every method of a value, each time of a fresh copy."""
    for name in sorted(set(dir(type(value))) - LEFT_OUT):
        for given in arguments():
            attempt(lambda name=name, given=given: getattr(copy.copy(value), name)(*given))


def call_functions(module: str) -> None:
    """Call every function and every class of a module."""
    for name, member in vars(importlib.import_module(module)).items():
        if callable(member) and name not in LEFT_OUT and not name.startswith("_"):
            for given in arguments():
                attempt(member, *given)


def write(value: object) -> None:
    """Write a value in every form, and read it again."""
    for form in FORMS:
        attempt(format, value, form)
    for form in OLD_FORMS:
        attempt(form.__mod__, value)
    for form in BRACES:
        attempt(form.format, value)
    for call in (copy.deepcopy, hash, bool, sorted, reversed, enumerate, sum, min, max, dir, vars, iter):
        attempt(call, value)
    attempt(lambda: pickle.loads(pickle.dumps(value)))  # noqa: S301 - our own


with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    for one in VALUES:
        call_methods(one)
        write(one)
    for module in MODULES:
        call_functions(module)
