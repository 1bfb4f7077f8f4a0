"""Put an interpreter back as it was before a program ran in it."""

import builtins
import contextlib
import decimal
import logging
import os
import random
import sys
import types
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MODULE_NAME = "example"

_LoggerSettings = tuple[list[logging.Handler], list[Any], int, bool, bool]


@contextlib.contextmanager
def restored() -> Iterator[None]:
    """Put back, at the end, what a program may have changed in the interpreter that it ran in."""
    streams = {name: getattr(sys, name) for name in ("stdin", "stdout", "stderr", "displayhook", "excepthook")}
    argv, path, modules = list(sys.argv), list(sys.path), sys.modules.get(MODULE_NAME)
    environment, folder, built_in = dict(os.environ), Path.cwd(), dict(vars(builtins))
    chance, depth = random.getstate(), sys.getrecursionlimit()
    try:
        with warnings.catch_warnings(), _restored_logging(), decimal.localcontext():
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
