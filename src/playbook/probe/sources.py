"""What stands in the source of an example, and the example as another process would have it."""

import linecache
import re
import sys
from collections.abc import Iterator
from types import CodeType, ModuleType

_WORD = re.compile(r"[A-Za-z][\w-]*")


def words(module: ModuleType) -> set[str]:
    """Return the texts in the code of the module that are one word, as names of headers and variables are.

    Looked through is all of its source, functions within functions too; not what is put together while it runs.
    """
    code = compile(source(module), str(module.__file__), "exec", dont_inherit=True)
    return {text for text in _texts(code) if _WORD.fullmatch(text)}


def anew(module: ModuleType) -> ModuleType:
    """Return the module as another process would have it: its source is run once more, from the top."""
    again = ModuleType(f"{module.__name__}_anew")
    again.__file__ = module.__file__
    sys.modules[again.__name__] = again  # dataclasses and Pydantic look a module up by its name
    exec(compile(source(module), str(module.__file__), "exec", dont_inherit=True), vars(again))  # noqa: S102
    return again


def source(module: ModuleType) -> str:
    """Return the text of the module's file."""
    return "".join(linecache.getlines(str(module.__file__)))


def _texts(constant: object) -> Iterator[str]:
    if isinstance(constant, str):
        yield constant
    elif isinstance(constant, tuple | frozenset):
        for part in constant:
            yield from _texts(part)
    elif isinstance(constant, CodeType):
        yield from _texts(constant.co_consts)
