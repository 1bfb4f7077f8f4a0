import json
import logging
import os
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from mkdocs.exceptions import Abort
from mkdocstrings import Inventory
from pypdf import PdfReader

from playbook.pages.exports import rules_schema
from playbook.project import PROJECT
from tests.browser.install import executable
from tests.conftest import real_book
from tests.pages.sample import Project, pages_of

pytestmark = pytest.mark.slow

ADDRESS = "https://playbook.example/handbook/"
CATALOGUE = real_book()
RULES = [rule.id for rule in CATALOGUE.rules]
ANCHORS = {"why", "bad", "good", "proof", "in-review", "exceptions", "references"}


@pytest.fixture(scope="module")
def site(book_site: Path) -> Path:
    """This project's site."""
    return book_site


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    return pages_of(site)


def test_every_rule_has_its_page_with_the_fixed_anchors(pages: dict[str, BeautifulSoup]) -> None:
    assert RULES
    for rule in CATALOGUE.rules:
        page = pages[rule.url]
        assert {str(heading["id"]) for heading in page.select("h2[id]")} >= ANCHORS, rule.id
        assert page.title is not None
        assert page.title.get_text().startswith(f"{rule.id} · {rule.matter.title}")
        assert page.select_one(".pb-pair .pb-bad pre") is not None


def test_every_picture_is_on_its_page_and_in_the_book(pages: dict[str, BeautifulSoup]) -> None:
    pictured = [rule.url for rule in CATALOGUE.rules if rule.picture]
    pictured += [f"areas/{area.slug}/" for area in CATALOGUE.areas if area.picture]
    assert pictured
    assert {name for name, page in pages.items() if page.select_one("figure svg")} == {*pictured, "book/"}
    assert len(pages["book/"].select("figure svg")) == len(pictured)


def test_every_page_has_a_description_and_its_own_address(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        if name == "404.html":
            continue
        assert page.select('link[rel="canonical"]')[0]["href"] == ADDRESS + name
        descriptions = [str(meta["content"]) for meta in page.select('meta[name="description"]')]
        assert len(descriptions) == 1, name
        assert len(descriptions[0]) > 20, name


def test_every_link_inside_the_site_leads_to_a_page_and_an_anchor(site: Path, pages: dict[str, BeautifulSoup]) -> None:
    anchors = {name: {"", *(str(tag["id"]) for tag in page.select("[id]"))} for name, page in pages.items()}
    targets = [
        (name, urljoin(ADDRESS + name, str(link.get("href") or link["src"])))
        for name, page in pages.items()
        for link in page.select("a[href], link[href], script[src], img[src]")
    ]
    assert targets
    assert not [
        f"{name}: {target}"
        for name, target in targets
        if target.startswith(ADDRESS) and not leads_to_something(target, site, anchors)
    ]


def leads_to_something(target: str, site: Path, anchors: dict[str, set[str]]) -> bool:
    """Return whether there is such a file, and in a page such an anchor."""
    split = urlsplit(target.removeprefix(ADDRESS))
    return split.fragment in anchors[split.path] if split.path in anchors else (site / split.path).exists()


def test_a_site_may_stand_in_any_folder_since_its_links_are_relative(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        links = [str(tag.get("href") or tag.get("src")) for tag in page.select("a[href], link[href], script[src]")]
        assert name == "404.html" or not [link for link in links if link.startswith("/")], name


def test_the_book_and_the_log_know_every_rule_and_are_no_part_of_the_search(
    site: Path, pages: dict[str, BeautifulSoup]
) -> None:
    assert [str(heading["id"]) for heading in pages["book/"].select(".pb-entry > h3")] == RULES
    logged = {str(link["href"]) for link in pages["changes/"].select("article li a")}
    assert {f"../{rule.url}" for rule in CATALOGUE.rules} <= logged
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert not [one for one in index["docs"] if one["location"].startswith(("book/", "changes/"))]


def test_the_feed_leads_to_pages_of_the_site(site: Path, pages: dict[str, BeautifulSoup]) -> None:
    root = ET.parse(site / "changes.xml").getroot()  # noqa: S314 - we wrote it
    links = [str(link.get("href")) for link in root.iter("{http://www.w3.org/2005/Atom}link")]
    assert links[0] == f"{ADDRESS}changes.xml"
    for link in links[1:]:
        path, _, fragment = link.removeprefix(ADDRESS).partition("#")
        assert not fragment or pages[path].find(id=fragment), link
        assert path in pages
    assert pages["changes/"].select('head link[type="application/atom+xml"][href="../changes.xml"]')


def test_no_page_loads_anything_from_elsewhere(site: Path, pages: dict[str, BeautifulSoup]) -> None:
    loaded = 'script[src], img[src], iframe[src], link[rel="stylesheet"], link[rel="icon"], link[rel="preconnect"]'
    for name, page in pages.items():
        addresses = [str(tag.get("src") or tag.get("href")) for tag in page.select(loaded)]
        assert addresses
        assert all(urljoin(ADDRESS + name, address).startswith(ADDRESS) for address in addresses), name
        assert not page.select('[data-md-component="source"]'), f"{name} makes the theme ask api.github.com"
    assert "//" not in "".join((site / "assets" / "playbook.css").read_text("utf-8").split("/*"))


def test_ids_are_unique_on_every_page(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        ids = [str(tag["id"]) for tag in page.select("[id]") if tag["id"] not in {"__toc", "__nav"}]
        assert len(ids) == len(set(ids)), name


def test_a_page_carries_the_links_of_its_own_area_alone(pages: dict[str, BeautifulSoup]) -> None:
    for area in CATALOGUE.areas:
        for rule in area.rules:
            nav = pages[rule.url].select('[data-md-component="sidebar"][data-md-type="navigation"] a[href]')
            linked = {urljoin(ADDRESS + rule.url, str(link["href"])) for link in nav}
            for other in CATALOGUE.rules:
                assert (ADDRESS + other.url in linked) == (other.area == rule.area), (rule.id, other.id)


def test_rules_follow_each_other(pages: dict[str, BeautifulSoup]) -> None:
    for area in CATALOGUE.areas:
        for rule, following in zip(area.rules, area.rules[1:], strict=False):
            assert pages[rule.url].select('link[rel="next"]')[0]["href"] == f"../{following.id}/"


def test_the_pencil_opens_the_file_that_the_page_was_made_of(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        for link in page.select('a[rel="edit"]'):
            path = str(link["href"]).partition("/edit/main/")[2]
            assert (PROJECT / path).is_file(), name
    for rule in CATALOGUE.rules:
        assert str(pages[rule.url].select('a[rel="edit"]')[0]["href"]).endswith(
            f"/snippets/{rule.area}/{rule.folder.name}/rule.md"
        )


def test_other_sites_can_link_every_id(site: Path) -> None:
    with (site / "objects.inv").open("rb") as file:
        inventory = Inventory.parse_sphinx(file)
    for rule in CATALOGUE.rules:
        item = inventory[rule.id]
        assert (item.uri, item.dispname) == (rule.url, f"{rule.id} · {rule.matter.title}")
    assert "playbook.proof.prove" in inventory


def test_the_rules_are_published_as_data(site: Path) -> None:
    data = json.loads((site / "rules.json").read_text("utf-8"))
    assert [rule["id"] for rule in data["rules"]] == RULES
    assert (site / "rules.schema.json").read_text("utf-8") == rules_schema(ADDRESS)
    for rule in data["rules"]:
        own = json.loads((site / rule["url"] / "rule.json").read_text("utf-8"))
        assert own["good"] == rule["good"]


def test_the_search_knows_every_id_as_a_word_of_its_own(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    for rule in CATALOGUE.rules:
        tagged = [entry["location"] for entry in index["docs"] if rule.id in entry.get("tags", [])]
        assert tagged[0] == rule.url
        assert all(location.startswith(rule.url) for location in tagged)


def test_the_page_for_what_is_not_there_knows_ids_and_areas(pages: dict[str, BeautifulSoup]) -> None:
    heading = pages["404.html"].select("#not-found")[0]
    assert set(RULES) <= set(str(heading["data-rules"]).split())
    assert str(heading["data-areas"]).split() == [area.slug for area in CATALOGUE.areas]


def test_every_module_has_a_page_in_the_reference(pages: dict[str, BeautifulSoup]) -> None:
    package = PROJECT / "src" / "playbook"
    modules = [path.relative_to(package).with_suffix("") for path in package.rglob("[!_]*.py")]
    assert len(modules) > len(list(package.glob("*.py")))
    for module in modules:
        headings = pages[f"reference/{module.parts[0]}/"].select("h1, h2")
        assert any(".".join(module.parts) in heading.get_text() for heading in headings), module
    assert pages["reference/proof/"].find(id="playbook.proof.prove")


@pytest.fixture
def project(snippets: Path) -> Project:
    return Project(snippets.parent)


def test_a_new_rule_is_on_the_site_after_the_next_build(project: Project, rule_folder: Path) -> None:
    assert "rules/XMP01/" in project.build()
    text = (rule_folder / "rule.md").read_text("utf-8")
    (rule_folder / "rule.md").write_text(text.replace("Give every call", "Hand every call"), "utf-8")
    assert "Hand every call" in project.build()["rules/XMP01/"].get_text()


def test_an_id_in_markdown_is_a_link_and_the_areas_are_listed(project: Project) -> None:
    home = project.build()[""]
    assert home.select('a.autorefs[href="rules/XMP01/"]')[0]["title"] == "XMP01 · Give every call its own list"
    assert home.select('.pb-areas a[href="areas/sample/"]')


def test_a_slip_stops_the_build_with_its_line_and_mending_it_recovers(
    project: Project, rule_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole = (rule_folder / "rule.md").read_text("utf-8")
    (rule_folder / "rule.md").write_text(whole.replace("level: must", "level: shall").replace("[state]", "[]"), "utf-8")
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        project.build()
    assert "rule.md:4: level: found 'shall'" in caplog.text
    assert "rule.md:6: tags: found []" in caplog.text
    (rule_folder / "rule.md").write_text(whole, "utf-8")
    assert "rules/XMP01/" in project.build()


def test_the_theme_does_without_the_plugin(project: Project) -> None:
    config = json.loads((project.root / "mkdocs.yml").read_text("utf-8"))
    theme = {**config["theme"], "custom_dir": str(PROJECT / "docs" / "overrides"), "icon": {"repo": "material/pencil"}}
    plain = {
        **config,
        "theme": theme,
        "plugins": ["search"],
        "nav": [{"Home": "index.md"}],
        "repo_url": "https://a.example",
    }
    (project.root / "mkdocs.yml").write_text(json.dumps(plain), "utf-8")
    (project.root / "docs" / "index.md").write_text("# Home\n", "utf-8")
    pages = project.build()
    assert pages[""].select_one("h1")
    assert "There is no page here" in pages["404.html"].get_text()


def test_a_retired_id_leads_on_and_stands_in_no_navigation(project: Project, snippets: Path) -> None:
    (snippets / "ids.txt").write_text("XMP01 sample/shared_list\nXMP02 -> XMP01\n", "utf-8")
    pages = project.build()
    assert pages["rules/XMP02/"].select('article a[href="../XMP01/"]')
    assert "rules/XMP01.md" in (project.root / "site" / "rules" / "XMP02.md").read_text("utf-8")
    assert not pages[""].select('a[href="rules/XMP02/"]')


def test_the_playground_is_on_every_page_unless_it_is_left_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = json.loads((project.root / "mkdocs.yml").read_text("utf-8"))
    config["plugins"][-1]["playbook"]["bundle"] = True
    (project.root / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    calls = []

    def gather(out: Path, **_: object) -> None:
        calls.append(out)
        out.mkdir(parents=True, exist_ok=True)
        (out / "loader.js").write_text("// the loader", "utf-8")

    monkeypatch.setattr("playbook.bundle.bundle.build", gather)
    monkeypatch.delenv("PLAYBOOK_BUNDLE", raising=False)
    pages = project.build()
    page = pages["rules/XMP01/"]
    assert page.select('script[type="module"][src="../../assets/playground/loader.js"]')
    assert not pages["book/"].select('script[src*="playground"]')
    assert (project.root / "site" / "assets" / "playground" / "loader.js").is_file()
    assert len(calls) == 1
    monkeypatch.setenv("PLAYBOOK_BUNDLE", "0")
    assert not project.build()["rules/XMP01/"].select('script[src*="playground"]')


@pytest.mark.whole
def test_the_book_leads_to_its_pdf_where_one_was_printed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = project.root / "site" / "book" / "backend-playbook.pdf"
    assert not project.build()["book/"].select('a[href$=".pdf"]')
    assert not pdf.exists()
    monkeypatch.setenv("PLAYBOOK_PDF", executable())
    assert project.build()["book/"].select('a[href="backend-playbook.pdf"]')
    assert len(PdfReader(pdf).pages) > 2


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_built_site_works_offline_and_one_that_is_written_never_does(
    project: Project, monkeypatch: pytest.MonkeyPatch, command: Literal["build", "serve"]
) -> None:
    text = (project.root / "mkdocs.yml").read_text("utf-8")
    (project.root / "mkdocs.yml").write_text(text.replace('"bundle": false', '"bundle": true'), "utf-8")

    def gather(out: Path, **_: object) -> None:
        out.mkdir(parents=True, exist_ok=True)
        (out / "service-worker.js").write_text("// __LISTING__", "utf-8")

    monkeypatch.setattr("playbook.bundle.bundle.build", gather)
    monkeypatch.delenv("PLAYBOOK_BUNDLE", raising=False)
    project.build(command)
    worker = (project.root / "site" / "sw.js").read_text("utf-8")
    assert ("unregister" in worker) == (command == "serve")
    assert (project.root / "site" / "offline.json").exists() == (command == "build")
    if command == "build":
        listed = json.loads((project.root / "site" / "offline.json").read_text("utf-8"))["site"]
        assert {"", "404.html", "rules/XMP01/", "rules/XMP01/rule.json", "search/search_index.json"} <= listed.keys()


def test_a_playground_that_cannot_be_put_together_says_so(
    project: Project, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    text = (project.root / "mkdocs.yml").read_text("utf-8")
    (project.root / "mkdocs.yml").write_text(text.replace('"bundle": false', '"bundle": true'), "utf-8")

    def gather(_out: Path, **_: object) -> None:
        raise OSError("no room on the disk")

    monkeypatch.setattr("playbook.bundle.bundle.build", gather)
    monkeypatch.delitem(os.environ, "PLAYBOOK_BUNDLE", raising=False)
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        project.build()
    assert "no room on the disk" in caplog.text
    assert "PLAYBOOK_BUNDLE=0" in caplog.text
