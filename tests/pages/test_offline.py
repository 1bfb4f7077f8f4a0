import hashlib
import json
from pathlib import Path

import pytest

from playbook.pages.offline import listing, write_worker


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small built site."""
    files = {
        "index.html": "home",
        "404.html": "not found",
        "rules/SEC03/index.html": "a rule",
        "rules/SEC03/rule.json": "{}",
        "search/search_index.json": "{}",
        "assets/javascripts/bundle.js.map": "{}",
        "assets/javascripts/lunr/wordcut.js": "// a language",
        "sitemap.xml.gz": "",
        "play/loader.js": "// the loader",
        "play/manifest.json": "{}",
        "play/week-ABC123.js": "// the first week",
        "play/app.js": "// the app",
        "play/pyodide/pyodide.mjs": "// Python",
        "play/service-worker.js": 'const version = "__LISTING__";',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_every_file_that_a_page_asks_for_is_listed_by_its_address(site: Path) -> None:
    found = listing(site, "play")
    pages = {"", "404.html", "rules/SEC03/", "rules/SEC03/rule.json", "search/search_index.json"}
    assert found["site"].keys() == pages | {"play/loader.js", "play/manifest.json", "play/week-ABC123.js"}
    assert found["playground"].keys() == {"play/app.js", "play/pyodide/pyodide.mjs"}
    assert found["site"][""] == hashlib.sha256(b"home").hexdigest()


def test_the_service_worker_names_the_list_of_its_own_version(site: Path) -> None:
    write_worker(site, "play")
    text = (site / "offline.json").read_bytes()
    first = (site / "sw.js").read_text("utf-8")
    assert first == f'const version = "{hashlib.sha256(text).hexdigest()}";'
    assert json.loads(text) == listing(site, "play")
    write_worker(site, "play")
    assert (site / "sw.js").read_text("utf-8") == first
    (site / "index.html").write_text("another home", encoding="utf-8")
    write_worker(site, "play")
    assert (site / "sw.js").read_text("utf-8") != first


def test_a_playground_without_a_service_worker_leaves_the_site_as_it_is(site: Path) -> None:
    (site / "play" / "service-worker.js").unlink()
    write_worker(site, "play")
    assert not (site / "sw.js").exists()
    assert not (site / "offline.json").exists()
