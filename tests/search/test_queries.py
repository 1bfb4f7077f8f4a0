"""The search on the whole book, under Node: the worker as it is built, asked as the theme's page asks it."""

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.pages.search import search_entries
from playbook.project import PROJECT
from tests.conftest import real_book
from tests.search.queries import TABLE, rows

ADDRESS = "https://playbook.example/"
AT_LEAST = 80
PLAYGROUND = PROJECT / "playground"


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worker, built by the playground's own build."""
    out = tmp_path_factory.mktemp("search")
    node = shutil.which("node")
    assert node, "the search is built with Node"
    subprocess.run([node, "build.mjs", "--out", str(out), "--search"], cwd=PLAYGROUND, check=True)
    return out / "search.js"


def ask(worker: Path, entries: list[dict[str, Any]], queries: list[str]) -> list[list[dict[str, Any]]]:
    """Return for each query the results, each the entry of a page as it is shown."""
    index = worker.with_name("index.json")
    index.write_text(json.dumps({"config": {}, "docs": entries}), "utf-8")
    command = ["node", str(Path(__file__).with_name("run_worker.mjs")), str(worker), str(index)]
    run = subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True, check=True)
    return [[group[0] for group in groups] for groups in json.loads(run.stdout)]


@pytest.mark.whole
def test_every_query_of_the_table_finds_its_rule_first(worker: Path) -> None:
    catalogue = real_book()
    table = [row for row in rows({rule.id for rule in catalogue.rules}) if row.wanted[0].startswith("rules/")]
    assert len(table) >= AT_LEAST
    answers = ask(worker, search_entries(catalogue, ADDRESS), [row.typed for row in table])
    missed = {
        row.typed: [item["location"] for item in items[:3]]
        for row, items in zip(table, answers, strict=True)
        if not row.is_met([item["location"] for item in items])
    }
    assert not missed


@pytest.mark.whole
def test_every_name_that_a_rule_goes_by_finds_it_first(worker: Path) -> None:
    catalogue = real_book()
    named = [(rule.url, name) for rule in catalogue.rules for name in (*rule.matter.also, rule.matter.title, rule.id)]
    answers = ask(worker, search_entries(catalogue, ADDRESS), [name for _, name in named])
    firsts = [items[0]["location"] if items else "nothing" for items in answers]
    assert not {name: first for (url, name), first in zip(named, firsts, strict=True) if first != url}


def test_no_query_stands_twice_in_the_table() -> None:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert all("  " in line for line in lines)
    assert not [typed for typed, count in Counter(line.partition("  ")[2] for line in lines).items() if count > 1]


@pytest.fixture
def sample(snippets: Path, rule_folder: Path) -> Catalogue:
    """The sample catalogue with signs in the rule's texts, and with a retired rule."""
    (snippets / "ids.txt").write_text("XMP01 sample/shared_list\nXMP02 -> XMP01\n", "utf-8")
    text = (rule_folder / "rule.md").read_text("utf-8")
    text = text.replace("tags: [state]", 'tags: [state]\nalso: [mutable default, "=[]", sharedList]')
    text = text.replace("A default list is made once", "A default `list[<T>]` is made once")
    (rule_folder / "rule.md").write_text(text, "utf-8")
    return read_catalogue(snippets)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("XMP01", "rules/XMP01/"),
        ("xmp 1", "rules/XMP01/"),
        ("§0.1", "rules/XMP01/"),
        ("ruff b006", "rules/XMP01/"),
        ("def f(a=[]):", "rules/XMP01/"),
        ("shared list", "rules/XMP01/"),
        ("mutabel default", "rules/XMP01/"),
        ("XMP02", "rules/XMP02/"),
    ],
)
def test_a_rule_is_found_by_all_that_it_is_called(worker: Path, sample: Catalogue, typed: str, first: str) -> None:
    [items] = ask(worker, search_entries(sample, ADDRESS), [typed])
    assert items[0]["location"] == first


@pytest.mark.parametrize("typed", ["", "   ", "…", "zzzzzz", "(((", "<script>", "a" * 500])
def test_what_means_nothing_finds_nothing_and_breaks_nothing(worker: Path, sample: Catalogue, typed: str) -> None:
    assert ask(worker, search_entries(sample, ADDRESS), [typed]) == [[]]


def test_a_result_shows_the_sentence_as_html_and_marks_what_was_found(worker: Path, sample: Catalogue) -> None:
    [[item]] = ask(worker, search_entries(sample, ADDRESS), ["default"])
    text = item["text"].replace(" data-md-highlight", "")
    assert "A <mark>default</mark> <code>list[&lt;T&gt;]</code> is made once" in text
    assert "MUST · Sample · § 0.1 · Ruff B006" in text
    assert "`" not in re.sub(r'="[^"]*"', "", text)


def test_a_page_is_found_first_by_its_title_and_shows_no_code(worker: Path, sample: Catalogue) -> None:
    pages = [
        {"location": "guide/", "title": "Lists", "text": "<p>Of calls.</p>"},
        {"location": "guide/#more", "title": "More", "text": "<p>The walrus.</p><pre><code>walrus := 1</code></pre>"},
    ]
    by_title, by_text = ask(worker, [*search_entries(sample, ADDRESS), *pages], ["list", "walrus"])
    assert by_title[0]["location"] == "guide/"
    assert len(by_title) > 1
    assert [item["location"] for item in by_text] == ["guide/#more"]
    assert ":=" not in by_text[0]["text"]
