from pathlib import Path

import pytest

from playbook.book.catalogue import read_catalogue
from playbook.book.keeping import keep, with_reason
from playbook.book.slips import CatalogueError
from playbook.book.tries import Caught, TriesError, missing_tries, read_caught, try_name, write_caught

REASON = "Copies the list, and so believes that nothing is shared."
COPY = "def collect(name, names=[]):\n    return [*names, name]\n"
WRONG = "def collect(name, names=[]):\n    names = names\n    names.append(name)\n    return names\n"


def add(folder: Path, matter: str, **sources: str) -> None:
    page = folder / "rule.md"
    page.write_text(page.read_text("utf-8").replace("review:", f"{matter}\nreview:"), "utf-8")
    (folder / "tries").mkdir()
    for name, source in sources.items():
        (folder / "tries" / f"{name}.py").write_text(source, "utf-8")


def slips_of(snippets: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(snippets)
    return [(slip.file.name, slip.line, slip.field, slip.found) for slip in caught.value.slips]


def test_tries_are_read_with_their_reasons_in_the_order_of_the_front_matter(snippets: Path, rule_folder: Path) -> None:
    add(
        rule_folder,
        f'tries:\n  wrong_alias: "{REASON}"\n  right_copy: "{REASON}"',
        right_copy=COPY,
        wrong_alias=WRONG,
    )
    write_caught(rule_folder, {"wrong_alias": Caught(line=5, source='example.collect("bob")', got="['ada', 'bob']")})
    rule = read_catalogue(snippets).rule("XMP01")
    assert [(one.name, one.right, one.reason) for one in rule.tries] == [
        ("wrong_alias", False, REASON),
        ("right_copy", True, REASON),
    ]
    assert [one.source for one in rule.tries] == [WRONG, COPY]
    claim = rule.claim(rule.tries[0])
    assert claim is not None
    assert (claim.number, claim.kind) == (5, "fault")
    assert rule.claim(rule.tries[1]) is None
    assert missing_tries(rule.tries) == "1 wrong"
    assert missing_tries([]) == "1 right and 2 wrong"


@pytest.mark.parametrize("stale", [{"line": 4}, {"source": "example.other()"}])
def test_what_is_recorded_of_another_proof_is_not_believed(
    snippets: Path, rule_folder: Path, stale: dict[str, object]
) -> None:
    add(rule_folder, f'tries: {{wrong_alias: "{REASON}"}}', wrong_alias=WRONG)
    right = {"line": 5, "source": 'example.collect("bob")', "got": "1"}
    write_caught(rule_folder, {"wrong_alias": Caught.model_validate(right | stale)})
    rule = read_catalogue(snippets).rule("XMP01")
    assert rule.claim(rule.tries[0]) is None


def test_a_try_without_a_reason_and_a_reason_without_a_try_are_slips(snippets: Path, rule_folder: Path) -> None:
    add(rule_folder, f'tries:\n  right_copy: "{REASON}"', wrong_alias=WRONG)
    assert slips_of(snippets) == [
        ("rule.md", 11, "tries.right_copy", "a reason without a try"),
        ("wrong_alias.py", 1, "tries", "a try without a reason"),
    ]


@pytest.mark.parametrize(
    ("matter", "line", "field", "found"),
    [
        ('tries: {right_copy: "short"}', 10, "tries.right_copy", "'short'"),
        ("tries: [right_copy]", 10, "tries", "['right_copy']"),
        (f'tries:\n  right_copy: "{REASON}"\n  right_copy: "{REASON}"', 12, "right_copy", "the field a second time"),
        (
            f'tries:\n  copy: "{REASON}"\n  right_copy: "{REASON}"',
            11,
            "tries.copy",
            "'copy', which is neither right nor wrong",
        ),
    ],
)
def test_an_unfit_reason_is_a_slip_at_its_own_line(
    snippets: Path, rule_folder: Path, matter: str, line: int, field: str, found: str
) -> None:
    add(rule_folder, matter, right_copy=COPY)
    assert ("rule.md", line, field, found) in slips_of(snippets)


def test_a_file_that_is_neither_right_nor_wrong_is_a_slip(snippets: Path, rule_folder: Path) -> None:
    add(rule_folder, "tries: {}", copy=COPY)
    (rule_folder / "tries" / "notes.txt").write_text("", "utf-8")
    assert slips_of(snippets) == [
        ("copy.py", 1, "tries", "copy.py, which is neither right nor wrong"),
        ("notes.txt", 1, "notes.txt", "a file of no use"),
    ]


@pytest.mark.parametrize("other", ["good.py", "bad.py", "tries/right_copy.py"])
def test_a_try_that_is_another_file_is_a_slip(snippets: Path, rule_folder: Path, other: str) -> None:
    add(rule_folder, f'tries: {{right_copy: "{REASON}", wrong_same: "{REASON}"}}', right_copy=COPY)
    (rule_folder / "tries" / "wrong_same.py").write_text((rule_folder / other).read_text("utf-8") + "\n", "utf-8")
    assert slips_of(snippets) == [("wrong_same.py", 1, "tries", f"the same as {other}")]


def test_a_record_that_cannot_be_read_is_a_slip(snippets: Path, rule_folder: Path) -> None:
    add(rule_folder, "tries: {}")
    (rule_folder / "tries" / "caught.json").write_text('{"wrong_alias": {"line": "five"}}', "utf-8")
    [(name, _, _, found)] = slips_of(snippets)
    assert name == "caught.json"
    assert "wrong_alias.line" in found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nid: A\n---\nx", '---\nid: A\ntries:\n  wrong_b: "Why: not"\n---\nx'),
        ("---\ntries: {}\nid: A\n---\n", '---\ntries: {wrong_b: "Why: not"}\nid: A\n---\n'),
        (
            '---\ntries: {right_a: "Be }cause"}  # so\nid: A\n---\n',
            '---\ntries: {right_a: "Be }cause", wrong_b: "Why: not"}  # so\nid: A\n---\n',
        ),
        (
            "---\ntries: {\n  right_a: because,\n}\n---\n",
            '---\ntries: {\n  right_a: because, wrong_b: "Why: not"\n}\n---\n',
        ),
        (
            "---\ntries:\n    right_a: because  # so\nid: A\n---\n",
            '---\ntries:\n    right_a: because  # so\n    wrong_b: "Why: not"\nid: A\n---\n',
        ),
        (
            "---\ntries:\n  right_a: >\n    because\n    of this\n\nid: A\n---\n",
            '---\ntries:\n  right_a: >\n    because\n    of this\n  wrong_b: "Why: not"\n\nid: A\n---\n',
        ),
    ],
)
def test_a_reason_goes_into_the_front_matter_and_leaves_the_rest_as_it_is(before: str, after: str) -> None:
    assert with_reason(before, "wrong_b", "Why: not") == after


def test_a_try_that_cannot_be_kept_changes_nothing(rule_folder: Path) -> None:
    add(rule_folder, f'tries: {{right_copy: "{REASON}"}}', right_copy=COPY)
    before = {path: path.read_bytes() for path in rule_folder.rglob("*") if path.is_file()}
    with pytest.raises(TriesError, match="kept already"):
        keep(rule_folder, "right_copy", WRONG, REASON)
    (rule_folder / "tries" / "right_copy.py").unlink()
    with pytest.raises(TriesError, match="has a reason already"):
        keep(rule_folder, "right_copy", WRONG, REASON)
    (rule_folder / "tries" / "right_copy.py").write_text(COPY, "utf-8")
    assert {path: path.read_bytes() for path in rule_folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(("name", "right", "whole"), [("a", True, "right_a"), ("wrong_a", False, "wrong_a")])
def test_a_try_is_named_by_what_it_is(name: str, right: bool, whole: str) -> None:
    assert try_name(name, right=right) == whole


@pytest.mark.parametrize("name", ["", "A b", "../x", "a.py"])
def test_a_name_that_no_try_may_have_is_refused(name: str) -> None:
    with pytest.raises(TriesError, match="snake_case"):
        try_name(name, right=True)


def test_nothing_recorded_is_an_empty_record(rule_folder: Path) -> None:
    assert read_caught(rule_folder) == {}
