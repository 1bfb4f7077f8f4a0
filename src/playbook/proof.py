"""Run one proof against one example, and say what each line gave.

A proof is a doctest (https://docs.python.org/3/library/doctest.html) that sees one name, ``example``:
the module under proof, freshly imported. What a line should give is what the good example gives; a
comment ``# bad: …`` at its end says what the bad example gives instead.

This file needs nothing but the standard library, and is the very one that the browser runs.
"""

import builtins
import contextlib
import importlib
import io
import linecache
import logging
import os
import random
import re
import sys
import tokenize
import traceback
import types
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    import doctest

MODULE_NAME = "example"
NOTHING = "nothing"
RAISES = "raises "
NOT_REACHED = "not reached"
# What no reader reads to its end, and no page should have to show.
_MOST_CHARACTERS = 20_000

_CAPTION = re.compile(r"^>>> #\s*(?!bad\b)(?P<text>.*\S)\s*$")
_BAD_MARK = re.compile(r"#\s*bad\b")
_BAD = re.compile(r"# bad: (?P<text>\S.*?)\s*(?:#\s*doctest:.*)?$")
_RAISES = re.compile(r"raises [A-Za-z_]\w*")

Side = Literal["good", "bad"]
Verdict = Literal["holds", "breaks"]
_LoggerSettings = tuple[list[logging.Handler], list[Any], int, bool, bool]


class ProofSlip(NamedTuple):
    """An author's slip in a proof: its line (from 1), what was found, and what would be right."""

    line: int
    found: str
    right: str


class ProofError(ValueError):
    """A proof that cannot be read. ``slips`` holds every reason, in the order of the lines."""

    def __init__(self, slips: list[ProofSlip]) -> None:
        self.slips = slips
        super().__init__("; ".join(f"line {s.line}: found {s.found}; {s.right}" for s in slips))


@dataclass(frozen=True, slots=True)
class Line:
    """One prompt of a proof.

    ``number`` counts from 1 in the proof's text; ``want`` is what the good example gives and ``bad``
    what the bad one gives instead, or None where both give the same. An empty text is no output.
    ``says`` is the caption that the line stands under.
    """

    number: int
    source: str
    want: str
    bad: str | None
    says: str
    options: dict[int, bool] = field(default_factory=dict, repr=False, compare=False)

    def wanted(self, side: Side) -> str:
        """Return what this side's example must give."""
        return self.bad if side == "bad" and self.bad is not None else self.want

    def accepts(self, got: str, side: Side) -> bool:
        """Return whether this is what this side's example must give."""
        return gives(self.wanted(side), got, self.options)


class Prompt(NamedTuple):
    """What is run of a line: its number and its source, and not what it should give."""

    number: int
    source: str


@dataclass(frozen=True, slots=True)
class Observed:
    """What an example gave, line by line, and the traceback of one that could not be imported."""

    gots: Sequence[str]
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one line gave, and whether that is what it was to give."""

    line: int
    source: str
    want: str
    got: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Report:
    """The results of all lines. ``traceback`` is that of an example that could not be imported."""

    results: list[Result]
    traceback: str = ""

    @property
    def holds(self) -> bool:
        """Whether every line gave what it was to give."""
        return bool(self.results) and all(result.verdict == "holds" for result in self.results)

    def as_dict(self) -> dict[str, object]:
        """Return the report as plain JSON values."""
        results = [asdict(result) for result in self.results]
        return {"holds": self.holds, "results": results, "traceback": self.traceback}


def parse(text: str) -> list[Line]:
    """Return the lines of a proof.

    Raises ProofError with every slip: a prompt that doctest cannot read, a ``# bad:`` that is malformed
    or says what the good example gives anyway.
    """
    examples = _doctest_examples(text)
    captions = _captions(text)
    slips: list[ProofSlip] = []
    lines = [_line(example, captions, slips) for example in examples]
    if slips:
        raise ProofError(slips)
    return lines


def _doctest() -> types.ModuleType:
    """Return the module, which the browser takes half a second to import: a program that only runs does without."""
    return importlib.import_module("doctest")


def _doctest_examples(text: str) -> "list[doctest.Example]":
    try:
        examples: list[doctest.Example] = _doctest().DocTestParser().get_examples(text)
    except ValueError as error:
        match = re.search(r"line (\d+)", str(error))
        number = int(match.group(1)) if match else 1
        found = f"`{text.splitlines()[number - 1].strip()}`"
        right = "write `>>> code`, `... more code` and the output under it, each with the same indentation"
        raise ProofError([ProofSlip(number, found, right)]) from None
    return examples


def _captions(text: str) -> dict[int, str]:
    """Return the caption that each line of the text stands under, by line number; captions in a row are one."""
    captions: dict[int, str] = {}
    says, continued = "", False
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _CAPTION.match(line):
            says = f"{says} {match['text']}" if continued else match["text"]
        continued = bool(match)
        captions[number] = says
    return captions


def _line(example: "doctest.Example", captions: Mapping[int, str], slips: list[ProofSlip]) -> Line:
    number = example.lineno + 1
    want = example.want.rstrip("\n") if example.exc_msg is None else _raised(example.exc_msg)
    source, bad = _split_bad(example.source.rstrip("\n"), number, slips)
    if bad is not None and bad == want:
        right = "say what bad gives instead, or leave the comment out where both give the same"
        slips.append(ProofSlip(number, f"`# bad: {bad or NOTHING}`, which is what good gives", right))
    return Line(number, source, want, bad, captions[number], dict(example.options))


def _split_bad(source: str, number: int, slips: list[ProofSlip]) -> tuple[str, str | None]:
    """Return the source without its ``# bad:`` comment, and what that says."""
    comments = [token for token in _tokens(source) if token.type == tokenize.COMMENT]
    marked = [comment for comment in comments if _BAD_MARK.match(comment.string)]
    if not marked:
        return source, None
    comment, rows = marked[-1], source.splitlines()
    match = _BAD.match(comment.string)
    if not match or comment.start[0] != len(rows) or len(marked) > 1:
        right = (
            "write `# bad: <value>`, `# bad: nothing` or `# bad: raises NameOfError`, once, at the end of the last line"
        )
        slips.append(ProofSlip(number, f"`{comment.string}`", right))
        return source, None
    rows[-1] = rows[-1][: comment.start[1]].rstrip()
    text = match["text"]
    if text.startswith("raises") and not _RAISES.fullmatch(text):
        slips.append(
            ProofSlip(number, f"`{comment.string}`", "write `# bad: raises NameOfError`, one name and no message")
        )
    return "\n".join(rows), "" if text == NOTHING else text


def _tokens(source: str) -> list[tokenize.TokenInfo]:
    try:
        return list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return []


def _raised(message: str) -> str:
    """Return ``raises Name: message`` for the last line of a traceback, without the module's name."""
    name, colon, rest = message.strip().partition(":")
    return f"{RAISES}{name.rpartition('.')[2]}{colon}{rest}"


def gives(want: str, got: str, options: Mapping[int, bool] | None = None) -> bool:
    """Return whether an output is the wanted one, by doctest's rules; ELLIPSIS is always on.

    ``raises Name`` without a message is given by that error with any message.
    """
    if _RAISES.fullmatch(want):
        return got == want or got.startswith(f"{want}:")
    doctest = _doctest()
    flags = doctest.ELLIPSIS
    for flag, on in (options or {}).items():
        flags = flags | flag if on else flags & ~flag
    return bool(doctest.OutputChecker().check_output(_with_newline(want), _with_newline(got), flags))


def _with_newline(text: str) -> str:
    return f"{text}\n" if text else ""


def prove(
    proof: str,
    source: str,
    *,
    filename: str = "example.py",
    names: Mapping[str, object] | None = None,
) -> Report:
    """Run the proof against the example's source, and return what each line gave.

    ``names`` are further names that the proof may use. Whatever the example prints, raises or leaves behind
    ends with this call. Raises ProofError if the proof cannot be read; an example's own errors are results,
    never raised.
    """
    lines = parse(proof)
    return judge(lines, observe(prompts(lines), source, filename=filename, names=names))


def prompts(lines: Iterable[Line]) -> list[Prompt]:
    """Return what is run of these lines."""
    return [Prompt(line.number, line.source) for line in lines]


def observe(
    asked: Iterable[Prompt],
    source: str,
    *,
    filename: str = "example.py",
    names: Mapping[str, object] | None = None,
    on_got: Callable[[int, str], object] | None = None,
) -> Observed:
    """Run the prompts against the example's source, and return what each gave.

    Nothing here knows what they should give, so an example cannot look it up, nor change it: where it is not
    trusted, another interpreter judges. ``on_got`` is called after each prompt with its number and what it gave.
    """
    gots: list[str] = []
    with restored():
        example, failure = _import(source, filename)
        scope: dict[str, object] = {"__name__": "proof", MODULE_NAME: example, **(names or {})}
        for prompt in asked:
            gots.append(clipped(_output(prompt, scope)))
            if on_got:
                on_got(prompt.number, gots[-1])
    return Observed(gots, clipped(failure))


def judge(lines: Sequence[Line], observed: Observed, side: Side = "good") -> Report:
    """Return the verdict on each line; one that nothing is known of was not reached, and breaks.

    A line holds if it gave what this side's example must give.
    """
    gots = [*observed.gots[: len(lines)], *[NOT_REACHED] * (len(lines) - len(observed.gots))]
    results = [_result(line, got, side) for line, got in zip(lines, gots, strict=True)]
    return Report(results, observed.traceback)


def _result(line: Line, got: str, side: Side) -> Result:
    verdict: Verdict = "holds" if line.accepts(got, side) else "breaks"
    return Result(line.number, line.source, line.wanted(side), got, verdict)


def clipped(text: str) -> str:
    """Return the text, without its middle if it is very long."""
    left_out = len(text) - _MOST_CHARACTERS
    if left_out <= 0:
        return text
    half = _MOST_CHARACTERS // 2
    return f"{text[:half]}\n… {left_out:,} characters left out …\n{text[-half:]}"


class _Unimported:
    """Stands for an example that could not be imported: each use raises what its import raised."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def __getattr__(self, name: str) -> object:
        raise self._error


def _import(source: str, filename: str) -> tuple[object, str]:
    """Return the example as a fresh module, or what stands for it, and the traceback of its import."""
    try:
        return new_module(MODULE_NAME, source, filename), ""
    except BaseException as error:  # noqa: BLE001 - sys.exit() while importing is a result like any other
        return _Unimported(error), own_traceback(error, filename)


def new_module(name: str, source: str, filename: str) -> types.ModuleType:
    """Return a fresh module of this name, its source executed. Raises what the source raises."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    module = types.ModuleType(name)
    module.__file__ = filename
    sys.modules[name] = module
    exec(compile(source, filename, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - what this is for
    return module


def _output(prompt: Prompt, scope: dict[str, object]) -> str:
    """Return what the line printed, or the error that it ended in."""
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            sys.displayhook = sys.__displayhook__
            exec(compile(f"{prompt.source}\n", f"<proof line {prompt.number}>", "single", dont_inherit=True), scope)  # noqa: S102
    except BaseException as error:  # noqa: BLE001 - also SystemExit and KeyboardInterrupt are what the line gave
        return _raised(traceback.format_exception_only(error)[-1])
    return printed.getvalue().rstrip("\n")


def own_traceback(error: BaseException, filename: str) -> str:
    """Return the error's traceback with the frames of this file alone: nobody reads ours."""
    shown = traceback.TracebackException.from_exception(error)
    seen: traceback.TracebackException | None = shown
    while seen is not None:
        seen.stack = traceback.StackSummary.from_list([f for f in seen.stack if f.filename == filename])
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "".join(shown.format())


@contextlib.contextmanager
def restored() -> Iterator[None]:
    """Put back, at the end, what a program may have changed in the interpreter that it ran in."""
    streams = {name: getattr(sys, name) for name in ("stdin", "stdout", "stderr", "displayhook", "excepthook")}
    argv, path, modules = list(sys.argv), list(sys.path), sys.modules.get(MODULE_NAME)
    environment, folder, built_in = dict(os.environ), Path.cwd(), dict(vars(builtins))
    chance, depth = random.getstate(), sys.getrecursionlimit()
    try:
        with warnings.catch_warnings(), _restored_logging():
            yield
    finally:
        _put_builtins_back(builtins.__dict__, built_in)
        _end_probes()
        for name, value in streams.items():
            setattr(sys, name, value)
        sys.argv[:], sys.path[:] = argv, path
        _put_module_back(modules)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        random.setstate(chance)
        sys.setrecursionlimit(depth)


def _end_probes() -> None:
    """End the probes that the program began and left open: clocks, listeners, clients."""
    if probe := sys.modules.get("playbook.probe.ends"):
        probe.end_all()


def _put_builtins_back(now: dict[str, object], before: dict[str, object]) -> None:
    now.update(before)  # first of all: from here on the names used below are the true ones again
    for name in [name for name in now if name not in before]:
        del now[name]


def _put_module_back(module: types.ModuleType | None) -> None:
    if module is None:
        sys.modules.pop(MODULE_NAME, None)
    else:
        sys.modules[MODULE_NAME] = module


@contextlib.contextmanager
def _restored_logging() -> Iterator[None]:
    """Put every logger's handlers, filters and level back; loggers that are new lose theirs."""
    before = {logger: _settings(logger) for logger in _loggers()}
    disabled = logging.root.manager.disable
    try:
        yield
    finally:
        logging.disable(disabled)
        for logger in _loggers():
            settings = before.get(logger, ([], [], logging.NOTSET, True, False))
            logger.handlers[:], logger.filters[:], level, logger.propagate, logger.disabled = settings
            logger.setLevel(level)


def _settings(logger: logging.Logger) -> _LoggerSettings:
    return logger.handlers[:], logger.filters[:], logger.level, logger.propagate, logger.disabled


def _loggers() -> list[logging.Logger]:
    named = logging.root.manager.loggerDict.values()
    return [logging.root, *(logger for logger in named if isinstance(logger, logging.Logger))]
