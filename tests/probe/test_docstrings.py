"""What the docstrings of ``probe`` show is so, and each helper says what it is for."""

import doctest
import importlib
import logging
import pkgutil

import pytest

from playbook import probe

pytestmark = pytest.mark.slow

MODULES = [f"playbook.probe.{module.name}" for module in pkgutil.iter_modules(probe.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])  # pytest's own
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_every_public_name_is_documented() -> None:
    assert [name for name in probe.__all__ if not (getattr(probe, name).__doc__ or "").strip()] == []
