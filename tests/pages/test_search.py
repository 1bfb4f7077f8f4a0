from pathlib import Path

import pytest

from playbook.book.catalogue import read_catalogue
from playbook.pages.search import search_entries, with_search_worker

ADDRESS = "https://playbook.example/"


def test_a_rule_is_one_entry_that_leads_to_its_top(snippets: Path, rule_folder: Path) -> None:
    text = (rule_folder / "rule.md").read_text("utf-8")
    text = text.replace("A default list is", "A `list[<T>]` of [[XMP01][]](https://a.example) & co is")
    text = text.replace("One call sees", "In *short*: one call [sees](https://b.example)")
    (rule_folder / "rule.md").write_text(text, "utf-8")
    [entry] = search_entries(read_catalogue(snippets), ADDRESS)
    assert entry["location"] == "rules/XMP01/"
    assert entry["title"] == "XMP01 · Give every call its own list"
    review, why = entry["text"].split("</p><p>")
    assert review.startswith("<p>A <code>list[&lt;T&gt;]</code> of ")
    assert "&amp; co is made once" in review
    assert why == "In short: one call sees what another put in.</p>"
    assert entry["rule"]["codes"] == ["Ruff B006"]
    assert entry["rule"]["comment"].startswith("XMP01: A `list[<T>]`")
    assert entry["rule"]["comment"].endswith(f" {ADDRESS}rules/XMP01/")


def test_the_words_of_the_faulty_line_are_in_the_index_and_the_code_is_not(snippets: Path) -> None:
    [entry] = search_entries(read_catalogue(snippets), ADDRESS)
    assert "names" in entry["rule"]["words"].split()
    assert "def collect(" not in str(entry)


def test_a_retired_id_leads_to_its_own_page(snippets: Path) -> None:
    (snippets / "ids.txt").write_text("XMP01 sample/shared_list\nXMP02 -> XMP01\n", "utf-8")
    entries = search_entries(read_catalogue(snippets), ADDRESS)
    assert [(entry["location"], entry.get("retired")) for entry in entries[1:]] == [("rules/XMP02/", "XMP02")]


def test_the_themes_worker_gives_way_and_a_theme_that_hides_it_is_said() -> None:
    page = '{"search": "../../assets/javascripts/workers/search.a7633da7.min.js", "tags": null}'
    assert '"search": "../../assets/playground/search.js"' in with_search_worker(page, "assets/playground")
    with pytest.raises(LookupError, match="0 times"):
        with_search_worker("<html></html>", "assets/playground")
