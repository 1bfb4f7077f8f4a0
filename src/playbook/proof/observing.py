"""Run the lines of a proof against an example, and say what each gave. Nothing here knows what it should give."""

import contextlib
import io
import linecache
import sys
import traceback
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from playbook.proof.lines import Output, Prompt, raised
from playbook.proof.restoring import MODULE_NAME, restored

# What no reader reads to its end, and no page should have to show.
_MOST_CHARACTERS = 20_000


class Unread(NamedTuple):
    """Why a file is no Python: the error's name, and the line (from 1) or 0 where there is none to name."""

    error: str
    line: int


@dataclass(frozen=True, slots=True)
class Observed:
    """What an example gave, line by line.

    ``traceback`` is that of an example that could not be imported; ``unread`` says why if it is no Python at all.
    """

    outputs: Sequence[Output]
    traceback: str = ""
    unread: Unread | None = None


def observe(
    asked: Iterable[Prompt],
    source: str,
    *,
    filename: str = "example.py",
    names: Mapping[str, object] | None = None,
    on_output: Callable[[int, Output], object] | None = None,
) -> Observed:
    """Run the prompts against the example's source, and return what each gave.

    Nothing here knows what they should give, so an example cannot look it up, nor change it: where it is not
    trusted, another interpreter judges. ``on_output`` is called after each prompt with its number and what it gave.
    """
    outputs: list[Output] = []
    with restored():
        example, failure, unread = _import(source, filename)
        scope: dict[str, object] = {"__name__": "proof", MODULE_NAME: example, **(names or {})}
        for prompt in asked:
            outputs.append(clipped_output(_output(prompt, scope)))
            if on_output:
                on_output(prompt.number, outputs[-1])
    return Observed(outputs, clipped(failure), unread)


def clipped(text: str) -> str:
    """Return the text, without its middle if it is very long."""
    left_out = len(text) - _MOST_CHARACTERS
    if left_out <= 0:
        return text
    half = _MOST_CHARACTERS // 2
    return f"{text[:half]}\n… {left_out:,} characters left out …\n{text[-half:]}"


def clipped_output(output: Output) -> Output:
    """Return the output, its text clipped."""
    return Output(clipped(output.text), output.ended)


class _Unimported:
    """Stands for an example that could not be imported: each use raises what its import raised."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def __getattr__(self, name: str) -> object:
        raise self._error


def _import(source: str, filename: str) -> tuple[object, str, Unread | None]:
    """Return the example as a fresh module, or what stands for it, and what came of its import."""
    try:
        return new_module(MODULE_NAME, source, filename), "", None
    except BaseException as error:  # noqa: BLE001 - sys.exit() while importing is a result like any other
        return _Unimported(error), own_traceback(error, filename), _unread(error, source, filename)


def _unread(error: BaseException, source: str, filename: str) -> Unread | None:
    """Return why the source is no Python, or None where the error came of running it."""
    try:
        compile(source, filename, "exec", dont_inherit=True)
    except SyntaxError as fault:
        return Unread(type(fault).__name__, fault.lineno or 0)
    except Exception:  # noqa: BLE001 - too deeply nested, not to be encoded
        return Unread(type(error).__name__, 0)
    return None


def new_module(name: str, source: str, filename: str) -> types.ModuleType:
    """Return a fresh module of this name, its source executed. Raises what the source raises."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    module = types.ModuleType(name)
    module.__file__ = filename
    sys.modules[name] = module
    exec(compile(source, filename, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - what this is for
    return module


def _output(prompt: Prompt, scope: dict[str, object]) -> Output:
    """Return what the line printed, or the error that it ended in."""
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            sys.displayhook = sys.__displayhook__
            exec(compile(f"{prompt.source}\n", f"<proof line {prompt.number}>", "single", dont_inherit=True), scope)  # noqa: S102
    except BaseException as error:  # noqa: BLE001 - also SystemExit and KeyboardInterrupt are what the line gave
        return raised(traceback.format_exception_only(error)[-1])
    text = printed.getvalue()
    return Output(text.removesuffix("\n") if text.strip("\n") else text)


def own_traceback(error: BaseException, filename: str) -> str:
    """Return the error's traceback with the frames of this file alone: nobody reads ours."""
    shown = traceback.TracebackException.from_exception(error)
    seen: traceback.TracebackException | None = shown
    while seen is not None:
        seen.stack = traceback.StackSummary.from_list([f for f in seen.stack if f.filename == filename])
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "".join(shown.format())
