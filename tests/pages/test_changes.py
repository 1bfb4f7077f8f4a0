"""What became of the rules, as the pages and the feed tell it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from markdown import markdown

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.book.record import Change, Record, Recorded
from playbook.pages.changes import days
from playbook.pages.feed import feed
from playbook.pages.pages import Pages
from playbook.project import release

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://playbook.example/"
FIRST = Change(date=dt.date(2026, 3, 1), version="0.9.0", kind="new")


def later(day: int, version: str = "0.10.0", **more: object) -> Change:
    return FIRST.model_copy(update={"date": dt.date(2026, 3, day), "version": version, **more})


def recorded(*changes: Change, title: str = "Give every call its own list") -> Recorded:
    return Recorded(level="must", title=title, sentence="A default list is made once.", claims="", changes=changes)


@pytest.fixture
def catalogue(snippets: Path) -> Catalogue:
    """The sample catalogue, with a past: two changes, a rule that was retired, and one that moved."""
    (snippets / "ids.txt").write_text("XMP01 sample/shared_list\nXMP02 -> XMP01\nXMP03 -> XMP01\n", "utf-8")
    changed = later(9, kind="changed", was={"level": "should", "title": 'Give <b> & "c"'}, more=2, fewer=1)
    record = Record(
        {
            "XMP01": recorded(FIRST, changed),
            "XMP02": recorded(FIRST, later(9, kind="retired", to="XMP01"), title="Share no list"),
            "XMP03": recorded(FIRST, later(9, "0.9.0", kind="moved", to="XMP01"), title="Share nothing"),
        }
    )
    return replace(read_catalogue(snippets), record=record)


def page(catalogue: Catalogue, path: str) -> BeautifulSoup:
    text = next(page for page in Pages(catalogue, ADDRESS).generated() if page.path == path).markdown
    return BeautifulSoup(markdown(text.split("---\n\n", 1)[1], extensions=["attr_list"]), "html.parser")


def test_a_rule_says_since_when_it_stands_and_what_changed_last(catalogue: Catalogue) -> None:
    html = BeautifulSoup(Pages(catalogue, ADDRESS).assembled(catalogue.rule("XMP01"), SECTIONS), "html.parser")
    facts = {row.dt.get_text(): row.dd for row in html.select(".pb-foot .pb-facts > div") if row.dt and row.dd}
    assert facts["Since"].get_text() == "1 March 2026, version 0.9.0"
    assert facts["Changed"].get_text() == "9 March 2026 (level, title, claims)"
    assert facts["Changed"].select('a[href="../../changes/#v0-10-0-2026-03-09"] > time[datetime="2026-03-09"]')


SECTIONS = "<h1>t</h1>" + "".join(
    f'<h2 id="{name}">x</h2>' for name in ("why", "bad", "good", "proof", "in-review", "exceptions", "references")
)


def test_a_rule_that_is_not_recorded_says_nothing_of_it(snippets: Path) -> None:
    new = read_catalogue(snippets)
    assert "Since" not in Pages(new, ADDRESS).assembled(new.rule("XMP01"), SECTIONS)


def test_the_log_begins_with_the_newest_day_and_the_newer_version(catalogue: Catalogue) -> None:
    assert [(day.date.day, day.version, [heading for heading, _ in day.groups]) for day in days(catalogue)] == [
        (9, "0.10.0", ["Changed in substance", "Retired"]),
        (9, "0.9.0", ["Moved"]),
        (1, "0.9.0", ["New"]),
    ]


def test_the_log_says_what_is_different(catalogue: Catalogue) -> None:
    log = page(catalogue, "changes.md")
    assert f"version {release()}" in log.get_text()
    assert [heading["id"] for heading in log.select("h2")] == [
        "v0-10-0-2026-03-09",
        "v0-9-0-2026-03-09",
        "v0-9-0-2026-03-01",
    ]
    changed = log.select("li")[0].get_text()
    assert 'level, which was “should”; title, which was “Give <b> & "c"”; 2 new claims; 1 claim gone' in changed
    assert not log.select("li b")
    assert "[XMP02 · Share no list][XMP02] → [XMP01][XMP01]" in log.get_text()


def test_an_empty_record_says_so(snippets: Path) -> None:
    assert "Nothing is recorded yet." in page(read_catalogue(snippets), "changes.md").get_text()


@pytest.mark.parametrize(
    ("old", "title", "said"),
    [
        ("XMP02", "XMP02 was retired", "XMP02: Share no list was retired on 9 March 2026, in version 0.10.0."),
        ("XMP03", "XMP03 moved", "XMP03: Share nothing moved on 9 March 2026, in version 0.9.0."),
    ],
)
def test_an_id_that_went_leads_on_and_says_when_it_went(catalogue: Catalogue, old: str, title: str, said: str) -> None:
    html = page(catalogue, f"rules/{old}.md")
    assert [heading.get_text() for heading in html.select("h1")] == [title]
    assert said in html.get_text()
    assert "[XMP01 · Give every call its own list][XMP01]" in html.get_text()


@pytest.mark.parametrize("address", [None, ADDRESS])
def test_the_feed_has_what_atom_asks_for(catalogue: Catalogue, address: str | None) -> None:
    root = ET.fromstring(feed(catalogue, address).encode())  # noqa: S314 - we wrote it
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 6
    for element in (root, *entries):
        assert [len(element.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert str(element.findtext(f"{ATOM}id")).startswith("urn:uuid:")
        assert dt.datetime.fromisoformat(str(element.findtext(f"{ATOM}updated"))).tzinfo
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries} | {root.findtext(f"{ATOM}id")}) == 7
    links = {link.get("rel"): str(link.get("href")) for link in root.findall(f"{ATOM}link")}
    assert links["self"] == f"{address or ''}changes.xml"
    newest = entries[0].find(f"{ATOM}link")
    assert newest is not None
    assert newest.get("href") == f"{address or ''}rules/XMP01/"
    assert root.findtext(f"{ATOM}updated") == max(str(entry.findtext(f"{ATOM}updated")) for entry in entries)


def test_an_entry_of_the_feed_has_the_same_id_wherever_the_site_is(catalogue: Catalogue) -> None:
    def ids(address: str | None) -> list[str | None]:
        return [e.findtext(f"{ATOM}id") for e in ET.fromstring(feed(catalogue, address))]  # noqa: S314

    assert ids(None) == ids(ADDRESS)


def test_the_feed_of_an_empty_record_is_a_feed(snippets: Path) -> None:
    root = ET.fromstring(feed(read_catalogue(snippets), None))  # noqa: S314 - we wrote it
    assert dt.datetime.fromisoformat(str(root.findtext(f"{ATOM}updated")))
    assert not root.findall(f"{ATOM}entry")
