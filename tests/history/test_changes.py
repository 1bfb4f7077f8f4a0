"""The record of what changed: what counts as substance, what is written down, and what may not vanish."""

import datetime as dt
import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.book.record import Change, Record, read_record, write_record
from playbook.book.slips import CatalogueError
from playbook.cli import main
from playbook.history.commands import RUN, vanished_ids
from playbook.history.comparing import differing, updated
from playbook.project import release

DAYS = [dt.date(2026, 3, day) for day in (1, 2, 3)]


def stamp(day: int = 0, version: str = "0.1.0") -> Change:
    return Change(date=DAYS[day], version=version, kind="new")


@pytest.fixture
def record(snippets: Path) -> Record:
    return updated(Record(), read_catalogue(snippets), stamp())


def edit(rule_folder: Path, old: str, new: str) -> None:
    path = rule_folder / "rule.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def last(record: Record, rule_id: str = "XMP01") -> Change:
    return record.rules[rule_id].changes[-1]


def playbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


def test_the_record_knows_every_rule_as_it_stands(book: Catalogue) -> None:
    found = list(differing(book.record, book, stamp()))
    assert not found, f"{found} differ from the record: {RUN}"


def test_no_id_of_the_last_release_has_vanished(book: Catalogue) -> None:
    assert not vanished_ids(book)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Give every call its own list", "Give every call, its own list."),
        ("shared by every call", "shared  by every call"),
        ("One call sees what another put in.", "One call sees all that another put in."),
        ("The first caller collects a name.", "The first one collects a name."),
    ],
)
def test_a_comma_a_caption_and_prose_are_no_substance(
    snippets: Path, rule_folder: Path, record: Record, old: str, new: str
) -> None:
    edit(rule_folder, old, new)
    assert updated(record, read_catalogue(snippets), stamp(1)) == record


@pytest.mark.parametrize(
    ("old", "new", "was"),
    [
        ("level: must", "level: should", {"level": "must"}),
        ("Give every call its own list", "Give no call a list", {"title": "Give every call its own list"}),
        ("made once and", "made twice and", {"sentence": "A default list is made once and shared by every call."}),
    ],
)
def test_a_field_that_changed_is_recorded_with_what_it_was(
    snippets: Path, rule_folder: Path, record: Record, old: str, new: str, was: dict[str, str]
) -> None:
    edit(rule_folder, old, new)
    now = updated(record, read_catalogue(snippets), stamp(1))
    assert last(now) == stamp(1).model_copy(update={"kind": "changed", "was": was})
    assert now.added("XMP01") == stamp()
    assert now.changed("XMP01") == last(now)


def test_claims_that_came_and_went_are_counted(snippets: Path, rule_folder: Path, record: Record) -> None:
    assert last(record).claims_in_words == []
    edit(rule_folder, '("ada")\n', '("eve")\n')
    edit(rule_folder, "['ada']\n>>> #", "['eve']\n>>> len('ab')\n2\n>>> #")
    change = last(updated(record, read_catalogue(snippets), stamp(1)))
    assert (change.more, change.fewer) == (2, 1)
    assert change.claims_in_words == ["2 new claims", "1 claim gone"]


def test_set_up_claims_nothing(snippets: Path, rule_folder: Path, record: Record) -> None:
    edit(rule_folder, ">>> # The second", ">>> extra = 1\n>>> # The second")
    assert updated(record, read_catalogue(snippets), stamp(1)) == record


def test_several_changes_of_a_day_are_one(snippets: Path, rule_folder: Path, record: Record) -> None:
    edit(rule_folder, "level: must", "level: should")
    record = updated(record, read_catalogue(snippets), stamp(1))
    edit(rule_folder, "level: should", "level: may")
    twice = updated(record, read_catalogue(snippets), stamp(1))
    assert [change.was for change in twice.rules["XMP01"].changes] == [{}, {"level": "must"}]
    edit(rule_folder, "level: may", "level: must")
    assert [change.kind for change in updated(twice, read_catalogue(snippets), stamp(1)).rules["XMP01"].changes] == [
        "new"
    ]
    assert len(updated(twice, read_catalogue(snippets), stamp(2)).rules["XMP01"].changes) == 3
    assert len(updated(twice, read_catalogue(snippets), stamp(1, "0.2.0")).rules["XMP01"].changes) == 3


def test_claims_that_come_and_go_on_a_day_are_counted_once(snippets: Path, rule_folder: Path, record: Record) -> None:
    for old, new in (("len('ab')", "len('abc')"), ("len('abc')", "len('abcd')")):
        if old not in (rule_folder / "rule.md").read_text("utf-8"):
            edit(rule_folder, ">>> # The second", f">>> {old}\n2\n>>> # The second")
            record = updated(record, read_catalogue(snippets), stamp(1))
        edit(rule_folder, old, new)
        record = updated(record, read_catalogue(snippets), stamp(1))
        assert (last(record).more, last(record).fewer) == (1, 0)


def test_a_rule_that_changes_on_its_first_day_is_new(snippets: Path, rule_folder: Path, record: Record) -> None:
    edit(rule_folder, "level: must", "level: should")
    now = updated(record, read_catalogue(snippets), stamp())
    assert [change.kind for change in now.rules["XMP01"].changes] == ["new"]
    assert now.rules["XMP01"].level == "should"


def successor(snippets: Path, rule_folder: Path) -> Path:
    """Give the sample rule's place to another one of a new ID."""
    folder = rule_folder.rename(rule_folder.with_name("another_list"))
    edit(folder, "id: XMP01", "id: XMP02")
    (snippets / "ids.txt").write_text("XMP01 -> XMP02\nXMP02 sample/another_list\n", "utf-8")
    return folder


def test_a_rule_with_the_same_claims_has_moved_and_keeps_its_age(
    snippets: Path, rule_folder: Path, record: Record
) -> None:
    successor(snippets, rule_folder)
    now = updated(record, read_catalogue(snippets), stamp(1))
    assert (last(now).kind, last(now).to) == ("moved", "XMP02")
    assert (last(now, "XMP02").kind, last(now, "XMP02").come_from) == ("moved", "XMP01")
    assert now.added("XMP02") == stamp()
    assert now.left("XMP01") == last(now)
    assert updated(now, read_catalogue(snippets), stamp(2)) == now


def test_a_rule_whose_place_another_takes_was_retired(snippets: Path, rule_folder: Path, record: Record) -> None:
    edit(successor(snippets, rule_folder), "(\"ada\")\n['ada']", "(\"eve\")\n['eve']")
    now = updated(record, read_catalogue(snippets), stamp(1))
    assert (last(now).kind, last(now).to) == ("retired", "XMP02")
    assert last(now, "XMP02").kind == "new"
    assert now.added("XMP02") == stamp(1)


def test_the_record_is_read_as_it_was_written(snippets: Path, record: Record) -> None:
    path = snippets / "changes.json"
    write_record(path, record)
    assert read_record(path, []) == record
    assert read_catalogue(snippets).record == record
    assert list(differing(record, read_catalogue(snippets), stamp(1))) == []


@pytest.mark.parametrize("text", ["", "<<<<<<< ours", '{"XMP01": {"level": "shall"}}', '{"XMP01": 1}'])
def test_a_broken_record_is_a_slip_with_what_to_do(snippets: Path, text: str) -> None:
    (snippets / "changes.json").write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=r"changes\.json:1: record: found .*run `playbook changes`"):
        read_catalogue(snippets)


def test_an_id_that_is_recorded_may_not_vanish_from_the_ledger(
    snippets: Path, rule_folder: Path, record: Record
) -> None:
    write_record(snippets / "changes.json", record)
    successor(snippets, rule_folder)
    (snippets / "ids.txt").write_text("XMP02 sample/another_list\n", "utf-8")
    with pytest.raises(CatalogueError, match=r"XMP01: found no line in ids.txt.*retire it: `XMP01 -> "):
        read_catalogue(snippets)


def test_the_command_writes_the_record_and_checks_it(here: Path, rule_folder: Path) -> None:
    assert playbook("changes", "--check").exit_code == 1
    assert not (here / "changes.json").exists()
    assert "XMP01 new" in playbook("changes", "--date", "2026-03-01").output
    written = json.loads((here / "changes.json").read_text("utf-8"))
    assert written["XMP01"]["changes"] == [{"date": "2026-03-01", "version": release(), "kind": "new"}]
    assert playbook("changes", "--check").exit_code == 0
    edit(rule_folder, "level: must", "level: should")
    stale = playbook("changes", "--check")
    assert stale.exit_code == 1
    assert "XMP01 changed: level" in stale.output
    assert RUN in stale.output


def test_an_id_of_the_last_release_may_not_vanish_with_its_record(here: Path, rule_folder: Path) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=here.parent, check=True, capture_output=True)

    playbook("changes")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "The first release")
    git("tag", "v0.1.0")
    assert playbook("changes", "--check").exit_code == 0
    successor(here, rule_folder)
    (here / "ids.txt").write_text("XMP02 sample/another_list\n", "utf-8")
    (here / "changes.json").unlink()
    result = playbook("changes")
    assert result.exit_code == 1
    assert "v0.1.0 had XMP01" in result.output
    assert not (here / "changes.json").exists()
