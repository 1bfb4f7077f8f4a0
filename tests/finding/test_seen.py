"""The record of what the tools see is true, and so is what the page makes of it."""

from pathlib import Path

import pytest

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.finding.seen import Seen, look, read_seen, record_seen, write_seen
from playbook.finding.tools import codes_of
from playbook.pages.seen import Counts, counts, rows
from playbook.project import SNIPPETS
from tests.conftest import add_tries


def test_the_record_is_up_to_date(book: Catalogue) -> None:
    found = look(list(book.rules))
    stale = [rule_id for rule_id, seen in found.items() if read_seen(SNIPPETS).get(rule_id) != seen]
    assert stale == [], "run `playbook check`, which writes snippets/seen.json anew"
    assert read_seen(SNIPPETS).keys() == {rule.id for rule in book.rules if codes_of(rule)}


def test_a_try_that_a_tool_finds_is_told_from_one_that_it_misses(snippets: Path, rule_folder: Path) -> None:
    add_tries(rule_folder)
    catalogue = read_catalogue(snippets)
    seen = look(list(catalogue.rules))
    assert seen == {"XMP01": Seen(("wrong_alias",), ())}
    assert counts(rows(catalogue, seen)) == Counts(all=1, wholly=1, partly=0, review=0)
    write_seen(snippets, seen)
    assert read_seen(snippets) == seen
    missed = {"XMP01": Seen((), ("wrong_alias",))}
    (row,) = rows(catalogue, missed)
    assert (row.found, row.missed) == (0, ["alias"])
    assert counts([row]) == Counts(all=1, wholly=0, partly=1, review=0)


def test_some_rules_looked_at_anew_leave_the_others_as_they_stood(snippets: Path, rule_folder: Path) -> None:
    add_tries(rule_folder)
    catalogue = read_catalogue(snippets)
    stood = Seen((), ("wrong_alias",))
    write_seen(snippets, {"XMP01": stood, "XMP09": stood})
    record_seen(snippets, catalogue, [])
    assert read_seen(snippets) == {"XMP01": stood}
    record_seen(snippets, catalogue, list(catalogue.rules))
    assert read_seen(snippets) == {"XMP01": Seen(("wrong_alias",), ())}


@pytest.mark.parametrize("written", ["{", '{"XMP01": {}}'])
def test_a_damaged_record_is_no_silence(snippets: Path, written: str) -> None:
    (snippets / "seen.json").write_text(written, encoding="utf-8")
    with pytest.raises((ValueError, KeyError)):
        read_seen(snippets)
