"""The tests that stand in an example, run by pytest: with its code as it is, or with bugs planted in it."""

import ast
import collections
import contextlib
import functools
import gc
import importlib
import inspect
import io
import itertools
import json
import os
import re
import runpy
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any
from unittest import mock

from playbook.probe.sources import source

Bug = Callable[..., Any]
"""Of a function: called in its place, with the right function first. Of a class: gets it, returns another."""
Variant = Mapping[str, Bug] | Callable[[ModuleType], object]
Order = Callable[[list[str]], Iterable[str]]
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

_PLANTS = "_playbook_plants"  # the module in which a suite finds its bugs
_numbers = itertools.count(1)
# Plugins that no test asks for; without them a run takes two thirds of the time.
_LEFT_OUT = ["cacheprovider", "doctest", "faulthandler", "junitxml", "pastebin", "setuponly", "setupplan", "stepwise"]
_LEFT_OUT += ["threadexception", "unraisableexception"]


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a suite gave; a test's name is ``test_pay``, ``TestPay::test_twice`` or ``test_pay[0]``.

    ``failed`` holds the message of each test that failed, of its fixtures too, and of a file that cannot be
    collected under the file's own name. ``skipped`` has those that were expected to fail as well. ``output`` is what
    pytest printed, of all variants that ran together. ``reported`` has the failures of this one alone, as the
    summary at the end of the report names them: what it says before the message, without the file's name.
    ``covered`` is the share of lines and branches that ran, in percent, where it was asked for.
    """

    passed: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    output: str = ""
    reported: set[str] = field(default_factory=set)
    covered: float | None = None

    @property
    def green(self) -> bool:
        """Whether a test passed and none failed."""
        return bool(self.passed) and not self.failed


class Suite:
    """The tests of one module, and the code that they test.

    A variant of the code is a mapping of bugs, or a function that gets the module once it is imported, before the
    first test, and alters it. The keys of the mapping are functions, ``Class.methods`` and classes of the module,
    and what is defined within a function, as ``make_app.<locals>.read``.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def run(self, variant: Variant | None = None, *, order: Order = list, cover: Sequence[str] = ()) -> Run:
        """Run the tests, with the code as it is or with this variant, and return what they gave.

        Each run has a fresh module and an empty folder. ``order`` gets the names of the tests and returns those to
        run, in their order: ``reversed``, ``probe.shuffled``. ``cover`` names functions, methods and classes
        whose coverage is measured. Raises LookupError for a bug in what the module does not define.
        """
        return self.runs({"": variant or {}}, order=order, cover=cover)[""]

    def runs(
        self, variants: Mapping[str, Variant], *, order: Order = list, cover: Sequence[str] = (), brief: bool = False
    ) -> dict[str, Run]:
        """Run the tests once with each variant, and return what they gave by the variant's name.

        It takes little longer than one run. Each variant is a module of its own. A ``brief`` run is for who asks
        whether it is green: after a variant's first test that fails it skips the rest of this variant's tests.
        """
        plants = ModuleType(_PLANTS)
        with tempfile.TemporaryDirectory() as made, _apart(Path(made).resolve(), {_PLANTS: plants}):
            files = {f"test_suite_{next(_numbers)}.py": variant for variant in variants.values()}
            for name, variant in files.items():
                bugs = variant if isinstance(variant, Mapping) else {}
                vars(plants)[name] = {one: functools.partial(_planted, bug=bug) for one, bug in bugs.items()}
                Path(name).write_text(_with_plants(self._text, bugs, name), encoding="utf-8")
            return dict(zip(variants, _ran(files, order, cover, brief=brief), strict=True))

    def unnoticed(self, variants: Mapping[str, Variant]) -> list[str]:
        """Return the names of the variants with which the tests are as green as with the code as it is."""
        return [name for name, run in self.runs(variants, brief=True).items() if run.green]

    def dependent(self) -> list[str]:
        """Return the names of the tests that pass among the others and not when they are the only ones run."""
        names = self.run().passed
        each = iter(names)  # one test for each of the modules, which come in this order
        alone = self.runs({name: {} for name in names}, order=lambda _: [next(each)], brief=True)
        return [name for name, run in alone.items() if not run.green]

    def exit_code(self, *changes: Callable[[str], str]) -> int:
        """Run the module's file as a program in an empty folder, and return the status that it exits with.

        A change gets the text of the file and returns the one to run. With several, the file is run once with each, in
        the same folder under the same name, and the last status counts, its lowest eight bits. An error counts as 1.
        Nothing is printed.
        """
        status, name = 0, f"program_{next(_numbers)}.py"
        with tempfile.TemporaryDirectory() as made:
            for change in changes or (str,):
                with _apart(folder := Path(made).resolve(), {}):
                    (folder / name).write_text(change(self._text), encoding="utf-8")
                    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                        status = _status(folder / name)
        return status


def suite(module: ModuleType) -> Suite:
    r"""Return the tests of the module, functions, classes and ``unittest.TestCase`` as pytest finds them.

    pytest has its own plugins alone, so an ``async def`` test fails. Nothing is printed, and what
    the tests write into the working folder is gone afterwards.

    Examples:
        >>> from playbook.proof import new_module
        >>> text = "def owed(fee, paid): return fee - paid\ndef test_owed(): assert owed(50, 20) == 30"
        >>> tests = suite(new_module("invoices", text, "<invoices>"))
        >>> tests.run().passed
        ['test_owed']
        >>> run = tests.run({"owed": lambda right, fee, paid: right(fee, paid) + 1})
        >>> run.green, run.failed
        (False, {'test_owed': 'assert 31 == 30\n +  where 31 = owed(50, 20)'})
    """
    return Suite(source(module))


@contextlib.contextmanager
def _apart(folder: Path, modules: Mapping[str, ModuleType]) -> Iterator[None]:
    """Work in the folder, with these modules; at the end no module is left that was imported from there."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    path = list(sys.path)
    with mock.patch.dict(os.environ, environment, clear=True), contextlib.chdir(folder):
        sys.modules.update(modules)
        gc.freeze()  # pytest looks for garbage several times, and ours, a large heap, is none
        try:
            yield
        finally:
            gc.unfreeze()
            sys.path[:] = path
            ours = [name for name, found in sys.modules.items() if _stands_in(found, folder)]
            for name in [*modules, *ours]:
                sys.modules.pop(name, None)
            importlib.invalidate_caches()


def _status(path: Path) -> int:
    main = sys.modules["__main__"]
    try:
        with mock.patch.object(sys, "argv", [str(path)]):
            runpy.run_path(str(path), run_name="__main__")
    except SystemExit as end:
        # A system keeps eight bits: of 256, which `os.system` returns for pytest's 1, it keeps 0.
        return end.code & 0xFF if isinstance(end.code, int) else int(end.code is not None)
    except Exception:  # noqa: BLE001 - what Python itself would print and exit with
        return 1
    finally:
        sys.modules["__main__"] = main
    return 0


def _stands_in(module: ModuleType, folder: Path) -> bool:
    return str(getattr(module, "__file__", None) or "").startswith(str(folder))


def _ran(files: Mapping[str, Variant], order: Order, cover: Sequence[str], *, brief: bool) -> list[Run]:
    """Return what pytest makes of each of these files."""
    import pytest  # noqa: PLC0415 - for rules that use it

    Path("pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    options = [part for name in _LEFT_OUT for part in ("-p", f"no:{name}")]
    options += ["-c", "pytest.ini", "--rootdir=.", "--basetemp=temporary"]
    options += ["--tb=native"] * brief + ["--capture=sys", "--import-mode=importlib", "--color=no", "--no-header"]
    recorder = _Recorder(files, order, brief=brief)
    said = io.StringIO()
    with _measured(cover) as shares, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = pytest.main([*options, *files], plugins=[recorder])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED):
        recorder.interrupted(said.getvalue())
    return [recorder.run(file, said.getvalue(), shares.get(file)) for file in files]


class _Recorder:
    """A plugin of pytest that alters the modules, puts the tests in order, and notes what each gave."""

    def __init__(self, files: Mapping[str, Variant], order: Order, *, brief: bool) -> None:
        self._files = files
        self._order = order
        self._brief = brief
        self._failed: dict[str, dict[str, str]] = {file: {} for file in files}
        self._ended: dict[str, dict[str, str]] = {file: {} for file in files}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Alter the modules, and keep the tests that are to run, in the wanted order."""
        found: dict[str, dict[str, Any]] = {}
        for item in items:
            file, name = _place(item.nodeid)
            found.setdefault(file, {})[name] = item
        items.clear()
        for file, named in found.items():
            variant = self._files[file]
            if not isinstance(variant, Mapping):
                variant(next(iter(named.values())).module)
            items += [named[name] for name in self._order(list(named))]

    def pytest_collectreport(self, report: Any) -> None:  # noqa: ANN401 - pytest's own
        """Note a file or a class that cannot be collected."""
        if report.failed:
            file, name = _place(report.nodeid)
            self._failed[file][name or file] = _message(report)

    def pytest_runtest_setup(self, item: Any) -> None:  # noqa: ANN401 - pytest's own
        """Skip a test, where one of the same variant has failed and no more is asked. What was set up still ends."""
        import pytest  # noqa: PLC0415 - for rules that use it

        if self._brief and self._failed[_place(item.nodeid)[0]]:
            pytest.skip("another test has failed")

    def pytest_runtest_logreport(self, report: Any) -> None:  # noqa: ANN401 - pytest's own
        """Note how one step of a test ended: what comes before it, the test, what comes after it."""
        file, name = _place(report.nodeid)
        if report.failed:
            self._failed[file].setdefault(name, _message(report))
        elif report.skipped or hasattr(report, "wasxfail"):
            self._ended[file][name] = "skipped"
        elif report.when == "call":
            self._ended[file].setdefault(name, "passed")

    def interrupted(self, said: str) -> None:
        """Note that no file came to its end, unless it is known which did not."""
        if not any(self._failed.values()):
            for file, failed in self._failed.items():
                failed[file] = said

    def run(self, file: str, output: str, covered: float | None) -> Run:
        """Return what was noted of this file."""
        failed = self._failed[file]
        ended = {name: how for name, how in self._ended[file].items() if name not in failed}
        passed, skipped = ([name for name, how in ended.items() if how == one] for one in ("passed", "skipped"))
        return Run(passed, failed, skipped, output, _reported(file, output), covered)


def _reported(file: str, output: str) -> set[str]:
    """Return the failures of this file that the report's summary has, such as ``FAILED ::test_pay[0]``."""
    own = re.compile(rf"\w*(?:FAILED|ERROR)\b.*\b{re.escape(file)}::")
    rows = (row.split(" - ")[0] for row in output.splitlines() if own.match(row))
    return {row.replace(file, "") for row in rows}


def _place(node: str) -> tuple[str, str]:
    """Return the file of a test, and its name there."""
    file, _, name = node.partition("::")
    return file, name


def _message(report: Any) -> str:  # noqa: ANN401 - pytest's own
    crash = getattr(report.longrepr, "reprcrash", None)
    return str(crash.message if crash else report.longrepr)


@contextlib.contextmanager
def _measured(cover: Sequence[str]) -> Iterator[dict[str, float]]:
    """Give a mapping that has, at the end, the share of these definitions that ran in each file, if one is named."""
    shares: dict[str, float] = collections.defaultdict(float)
    if not cover:
        yield {}
        return
    import coverage  # noqa: PLC0415 - for rules that use it

    measuring = coverage.Coverage(
        data_file=None, branch=True, config_file=False, include=["test_suite_*"], messages=False
    )
    measuring.clear_exclude()  # also what a comment would leave out
    with measuring.collect():
        yield shares
    with contextlib.suppress(coverage.exceptions.NoDataError):
        measuring.json_report(outfile="coverage.json")
        report = json.loads(Path("coverage.json").read_text(encoding="utf-8"))
        shares.update({Path(name).name: _share(file["functions"], cover) for name, file in report["files"].items()})


def _share(functions: Mapping[str, Any], cover: Sequence[str]) -> float:
    """Return the share of lines and branches of these definitions that ran, in percent."""
    wanted = [
        found["summary"] for name, found in functions.items() if any(f"{name}.".startswith(f"{one}.") for one in cover)
    ]
    ran = sum(int(one["covered_lines"]) + int(one["covered_branches"]) for one in wanted)
    return 100 * ran / (sum(int(one["num_statements"]) + int(one["num_branches"]) for one in wanted) or 1)


def _with_plants(text: str, names: Iterable[str], file: str) -> str:
    """Return the text in which each of these definitions is decorated with what is planted for it."""
    found = list(_definitions(ast.parse(text).body)) if names else []
    missing = [name for name in names if name not in dict(found)]
    if missing:
        raise LookupError(f"not defined in the file: {', '.join(missing)}")
    rows = text.splitlines(keepends=True)
    for name, node in sorted(found, key=lambda one: -one[1].lineno):
        if name in names:
            decorator = f"@__import__('sys').modules[{_PLANTS!r}].__dict__[{file!r}][{name!r}]\n"
            rows.insert(_line(node) - 1, " " * node.col_offset + decorator)
    return "".join(rows)


def _definitions(body: Iterable[ast.stmt], within: str = "") -> Iterator[tuple[str, Definition]]:
    """Yield the functions and classes, inner ones too, each with its ``__qualname__``, such as ``Class.method``."""
    for node in body:
        if isinstance(node, Definition):
            yield f"{within}{node.name}", node
            inside = "." if isinstance(node, ast.ClassDef) else ".<locals>."
            yield from _definitions(node.body, f"{within}{node.name}{inside}")
        else:  # such as an `if` around a definition
            yield from _definitions((part for part in ast.iter_child_nodes(node) if isinstance(part, ast.stmt)), within)


def _line(node: Definition) -> int:
    """Return where the plant goes: next to a function, which other decorators then wrap; outermost on a class."""
    first = node.decorator_list[:1] if isinstance(node, ast.ClassDef) else []
    return min([node.lineno, *(one.lineno for one in first)])


def _planted(right: Any, bug: Bug) -> Any:  # noqa: ANN401 - a function or a class
    """Return what stands in the place of the right one: it is called with the arguments by position, defaults too."""
    if not isinstance(right, FunctionType):
        return bug(right)
    signature = inspect.signature(right)

    @functools.wraps(right)
    def planted(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as those of any function
        try:
            given = signature.bind(*arguments, **options)
        except TypeError:
            return right(*arguments, **options)
        given.apply_defaults()
        return bug(right, *given.args, **given.kwargs)

    return inspect.markcoroutinefunction(planted) if inspect.iscoroutinefunction(right) else planted
