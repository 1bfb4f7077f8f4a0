"""*Which rule is this?* finds in a browser what `playbook scan` finds, shown under Node.js by the page's own code."""

import json
from pathlib import Path

import pytest

from playbook.book.catalogue import Catalogue
from playbook.bundle.bundle import for_node
from playbook.bundle.compiled import run_node
from playbook.pages.detecting import IN_BROWSER, detectors_json
from playbook.project import PLAYGROUND
from playbook.scanning.allowances import OURS
from playbook.scanning.scan import scan

Place = tuple[str, int, str]


@pytest.fixture(scope="module")
def examples(book: Catalogue) -> list[Path]:
    folders = [rule.folder for rule in book.rules]
    return sorted(
        path for folder in folders for path in [folder / "bad.py", folder / "good.py", *folder.glob("tries/*.py")]
    )


def in_browser(book: Catalogue, files: list[Path], folder: Path) -> list[dict[str, list[dict[str, str | int]]]]:
    detectors = folder / "detectors.json"
    detectors.write_text(detectors_json(book), encoding="utf-8")
    arguments = [str(PLAYGROUND), str(detectors), *map(str, files)]
    printed = run_node(PLAYGROUND, str(for_node() / "which.mjs"), *arguments)
    return [json.loads(line) for line in printed.splitlines()]


def test_it_finds_what_the_scan_finds(book: Catalogue, examples: list[Path], tmp_path: Path) -> None:
    scanned = scan(book, list(book.rules), examples)
    # The page says that it does not read the playbook's own comments.
    shown = [one for one in scanned.citations if one.allowed is None or one.allowed.by == OURS]
    wanted = {(str(one.finding.path), one.finding.line, one.rule.id) for one in shown if one.tool in IN_BROWSER}
    found = in_browser(book, examples, tmp_path)
    got = {
        (str(path), one["line"], one["rule"])
        for path, whole in zip(examples, found, strict=True)
        for one in whole["findings"]
    }
    assert len(wanted) > len(list(book.rules)) / 3
    assert got == wanted


def test_what_is_no_python_is_said_and_searched_all_the_same(book: Catalogue, tmp_path: Path) -> None:
    half = tmp_path / "half.py"
    half.write_text(
        'import jwt\n\nclaims = jwt.decode(token, options={"verify_signature": False})\n)\n', encoding="utf-8"
    )
    (found,) = in_browser(book, [half], tmp_path)
    assert found["unread"]
    assert [one["rule"] for one in found["findings"]] == ["SEC07"]
