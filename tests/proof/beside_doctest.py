"""Run the docstrings of modules as doctest does and as a proof does, and compare line by line.

A script as well: its arguments are the modules, and each difference is a line that it prints. The browser's Python runs
it in this way, so it needs nothing but the standard library and ``playbook.proof``.
"""

import contextlib
import doctest
import importlib
import io
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from playbook.proof import ProofError, judge, observe, parse, prompts


class Compared(NamedTuple):
    """How many lines were compared, what differed, and how many docstrings no proof may be written like."""

    lines: int
    differing: list[str]
    refused: int


class _Recorder(doctest.DocTestRunner):
    """Keeps, for each line, whether it gave what it should."""

    def __init__(self) -> None:
        super().__init__(verbose=False, optionflags=doctest.ELLIPSIS)
        self.passed: dict[int, bool] = {}

    def report_start(self, out: object, test: doctest.DocTest, example: doctest.Example) -> None:
        del out, test
        self.passed[example.lineno] = True

    def report_failure(self, out: object, test: doctest.DocTest, example: doctest.Example, got: str) -> None:
        del out, test, got
        self.passed[example.lineno] = False

    def report_unexpected_exception(
        self, out: object, test: doctest.DocTest, example: doctest.Example, exc_info: object
    ) -> None:
        del out, test, exc_info
        self.passed[example.lineno] = False


def compared(modules: Iterable[str]) -> Compared:
    """Return what came of the docstrings of these modules."""
    lines, refused, differing = 0, 0, []
    for test in _tests(modules):
        recorder = _Recorder()
        names = dict(test.globs)
        try:
            asked = parse(test.docstring or "")
        except ProofError:
            refused += 1
            continue
        with contextlib.redirect_stdout(io.StringIO()):
            recorder.run(test, out=lambda _: None, clear_globs=False)
        results = judge(asked, observe(prompts(asked), "", names=names)).results
        lines += len(results)
        differing += [
            f"{test.name}:{result.line}: {result.source} {result.verdict}, got {result.got}"
            for result in results
            if (result.verdict == "holds") is not recorder.passed[result.line - 1]
        ]
    return Compared(lines, differing, refused)


def _tests(modules: Iterable[str]) -> Iterator[doctest.DocTest]:
    for name in modules:
        for test in doctest.DocTestFinder().find(importlib.import_module(name)):
            if test.examples and not any(doctest.SKIP in example.options for example in test.examples):
                yield test


if __name__ == "__main__":
    lines, differing, refused = compared(sys.argv[1:])
    print(lines, refused, *differing, sep="\n")
