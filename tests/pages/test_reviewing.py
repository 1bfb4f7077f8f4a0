"""What the build makes for reviewers: previews, checklists, a spreadsheet, and the index of rules."""

import csv
import io
import json
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from playbook.book.catalogue import read_catalogue
from playbook.pages.checklists import checklist
from playbook.pages.filters import filters
from playbook.pages.pages import Pages
from playbook.pages.previews import previews
from playbook.pages.spreadsheet import COLUMNS, rules_csv

ADDRESS = "https://playbook.example/handbook/"
NAME = "The Sample & Co"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def preview(snippets: Path, address: str = ADDRESS) -> dict[str, object]:
    found: dict[str, object] = json.loads(previews(read_catalogue(snippets), NAME, address)["rules/XMP01/preview.json"])
    return found


def test_a_preview_is_an_oembed_answer_with_texts_besides(snippets: Path) -> None:
    found = preview(snippets)
    assert {key: found[key] for key in ("version", "type", "title", "provider_name", "provider_url", "url")} == {
        "version": "1.0",
        "type": "rich",
        "title": "XMP01 · Give every call its own list",
        "provider_name": NAME,
        "provider_url": ADDRESS,
        "url": f"{ADDRESS}rules/XMP01/",
    }
    assert isinstance(found["width"], int)
    assert isinstance(found["height"], int)
    assert (found["id"], found["level"]) == ("XMP01", "must")
    assert found["sentence"] == "A default list is made once and shared by every call."
    difference = found["difference"]
    assert isinstance(difference, dict)
    assert "names: list[str] = []" in difference["bad"]
    assert "names: list[str] | None = None" in difference["good"]


def test_the_html_of_a_preview_links_to_the_rule_and_shows_code_as_text(snippets: Path, rule_folder: Path) -> None:
    edit(rule_folder / "rule.md", "title: Give every call", 'title: "<b>\\"Give\\"</b> every call')
    edit(rule_folder / "rule.md", "own list\n", 'own list"\n')
    edit(rule_folder / "rule.md", "review: A default list", "review: A default such as `[<i>]`")
    page = BeautifulSoup(str(preview(snippets)["html"]), "html.parser")
    link = page.a
    assert link
    assert link["href"] == f"{ADDRESS}rules/XMP01/"
    assert '<b>"Give"</b>' in link.get_text()
    assert [code.get_text() for code in page.select("p code")] == ["[<i>]"]
    assert not page.select("b, i, script, style")
    assert "names: list[str] = []" in page.select("pre")[0].get_text()


def test_without_an_address_a_preview_says_where_its_page_is_from_itself(snippets: Path) -> None:
    found = preview(snippets, "")
    beside = urljoin("https://anywhere.example/book/", "rules/XMP01/preview.json")
    assert urljoin(beside, str(found["url"])) == "https://anywhere.example/book/rules/XMP01/"
    assert urljoin(beside, str(found["provider_url"])) == "https://anywhere.example/book/"
    assert "href" not in str(found["html"])


def test_lines_that_are_left_out_of_a_preview_leave_a_mark(snippets: Path, rule_folder: Path) -> None:
    edit(rule_folder / "rule.md", "requires: []", 'requires: []\ndifference: {bad: "4, 7", good: "4-5"}')
    difference = preview(snippets)["difference"]
    assert isinstance(difference, dict)
    assert difference["bad"].splitlines()[1] == "…"
    assert "…" not in difference["good"]


def test_a_retired_id_has_the_preview_of_the_rule_that_it_became(snippets: Path) -> None:
    (snippets / "ids.txt").write_text("XMP01 sample/shared_list\nXMP02 -> XMP01\n", encoding="utf-8")
    found = previews(read_catalogue(snippets), NAME, ADDRESS)
    assert found["rules/XMP02/preview.json"] == found["rules/XMP01/preview.json"]


def test_a_checklist_has_a_box_for_each_rule(snippets: Path) -> None:
    area = read_catalogue(snippets).areas[0]
    assert checklist(area, ADDRESS) == (
        "## Sample\n\n"
        f"- [ ] MUST [XMP01]({ADDRESS}rules/XMP01/) **Give every call its own list.** "
        "A default list is made once and shared by every call.\n"
    )
    assert "[XMP01](../rules/XMP01/)" in checklist(area, "")


def test_signs_of_markdown_in_a_sentence_are_shown_and_code_is_code(snippets: Path, rule_folder: Path) -> None:
    edit(rule_folder / "rule.md", "A default list", "A *default* <list>, `a_b*`,")
    text = checklist(read_catalogue(snippets).areas[0], ADDRESS)
    assert r"A \*default\* \<list\>, `a_b*`," in text


def test_the_page_of_checklists_reads_without_a_script(snippets: Path) -> None:
    pages = {page.path: page.markdown for page in Pages(read_catalogue(snippets), ADDRESS).generated()}
    page = BeautifulSoup(pages["checklists.md"], "html.parser")
    boxes = page.select("li input[type=checkbox]")
    assert len(boxes) == 1
    named = str(boxes[0]["aria-labelledby"]).split()
    assert [page.select(f"#{name}")[0].get_text() for name in named] == ["XMP01", "Give every call its own list"]
    assert page.select("li .pb-must")[0].get_text() == "must"
    assert not page.select("button")


def test_the_spreadsheet_has_a_row_for_each_rule_as_rfc_4180_writes_it(snippets: Path, rule_folder: Path) -> None:
    edit(rule_folder / "rule.md", "review: A default list is", 'review: A "default" list, once, is')
    text = rules_csv(read_catalogue(snippets), ADDRESS)
    assert text.count("\r\n") == text.count("\n") == 2
    head, row = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert tuple(head) == COLUMNS == ("id", "level", "area", "title", "sentence", "url", "comment")
    sentence = 'A "default" list, once, is made once and shared by every call.'
    url = f"{ADDRESS}rules/XMP01/"
    comment = f"XMP01: {sentence} {url}"
    assert row == ["XMP01", "must", "Sample", "Give every call its own list", sentence, url, comment]


@pytest.mark.parametrize("first", ["=", "+", "-", "@"])
def test_no_cell_of_the_spreadsheet_is_a_formula(snippets: Path, rule_folder: Path, first: str) -> None:
    formula = f'{first}HYPERLINK("https://evil.example", "open")'
    edit(rule_folder / "rule.md", "review: A default list", f"review: '{formula} A default list")
    edit(rule_folder / "rule.md", "by every call.\n---", "by every call.'\n---")
    rows = list(csv.DictReader(io.StringIO(rules_csv(read_catalogue(snippets), ADDRESS), newline="")))
    assert rows[0]["sentence"].startswith(f"'{formula}")
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in rows for cell in row.values())


def test_the_index_offers_what_the_rules_have_and_no_filter_that_shows_nothing(snippets: Path) -> None:
    offered = filters(read_catalogue(snippets))
    assert offered.areas == [("sample", "Sample")]
    assert offered.levels == [("must", "must")]
    assert offered.tags == [("state", "state")]
    assert offered.tools == [("review", "review only"), ("tool", "any tool"), ("ruff", "Ruff")]


def test_without_scripts_the_index_is_a_plain_table(snippets: Path) -> None:
    def index(*, scripted: bool) -> BeautifulSoup:
        pages = Pages(read_catalogue(snippets), ADDRESS, scripted=scripted).generated()
        return BeautifulSoup(next(page.markdown for page in pages if page.path == "rules/index.md"), "html.parser")

    assert index(scripted=True).select("form")
    plain = index(scripted=False)
    assert not plain.select("form, input, select, [role=status]")
    assert [link["href"] for link in plain.select(".pb-rule td:first-child a")] == ["XMP01/"]
