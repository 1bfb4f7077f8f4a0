import pytest

from playbook.proof import judging
from tests.proof.beside_doctest import compared

pytestmark = pytest.mark.slow

# Their docstrings have errors, options, blank lines and output of several lines, and take a second or two.
MODULES = ["builtins", "collections", "decimal", "difflib", "doctest", "enum", "fractions", "heapq"]
MODULES += ["http.cookies", "ipaddress", "json", "pickle", "pickletools", "statistics", "typing"]


def test_a_proof_gives_of_each_line_of_the_standard_library_what_doctest_gives() -> None:
    lines, differing, refused = compared(MODULES)
    assert differing == []
    assert lines > 500
    assert refused == 0


def test_the_comparison_sees_blank_lines_that_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_printed", lambda text: text.rstrip("\n") + "\n")
    assert compared(["doctest"]).differing != []
