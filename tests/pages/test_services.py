"""An area's page with its whole service: what is shown, and what is downloaded."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from playbook.book.catalogue import read_catalogue
from playbook.pages.highlighting import highlighted_file
from playbook.pages.offline import listing
from tests.conftest import SERVICE, add_service, real_book
from tests.pages.sample import Project, pages_of

pytestmark = pytest.mark.slow


@pytest.fixture
def project(snippets: Path) -> Project:
    add_service(snippets / "sample")
    rule = snippets / "sample" / "shared_list" / "rule.md"
    text = rule.read_text("utf-8").replace("Look for `=[]`.", "See [the whole service][desk-service].")
    rule.write_text(text, "utf-8")
    return Project(snippets.parent)


def unpacked(site: Path) -> dict[str, str]:
    with ZipFile(BytesIO((site / "areas" / "sample" / "desk.zip").read_bytes())) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_page_leads_to_the_service_and_shows_each_file(project: Project) -> None:
    page = project.build()["areas/sample/"]
    heading = page.select_one("h2#service")
    assert heading
    assert "A desk that greets." in heading.find_next("p").get_text()  # type: ignore[union-attr]
    assert [link["href"] for link in page.select("a[download]")] == ["desk.zip"]
    assert "uv run desk" in [box.get_text().strip() for box in page.select("pre code")]
    shown = {
        str(one.select_one("summary code").get_text()): one.select_one("pre code").get_text()  # type: ignore[union-attr]
        for one in page.select(".pb-service details")
    }
    assert shown == {name: text for name, text in SERVICE.items() if name != "uv.lock"}
    assert "uv.lock" in page.select(".pb-service")[0].get_text()
    assert [link["href"] for link in page.select(".pb-service p a")] == ["../../rules/XMP01/"]


def test_a_rule_leads_to_the_service_and_the_book_says_the_words_alone(project: Project) -> None:
    pages = project.build()
    assert [link["href"] for link in pages["rules/XMP01/"].select("#in-review ~ p a")][:1] == [
        "../../areas/sample/#service"
    ]
    assert "See the whole service." in pages["book/"].get_text()
    assert not pages["book/"].select(".pb-service")


def test_what_is_downloaded_is_the_folder(project: Project) -> None:
    project.build()
    assert unpacked(project.root / "site") == {f"desk/{name}": text for name, text in SERVICE.items()}
    assert "areas/sample/desk.zip" in listing(project.root / "site", "assets/playground")["site"]


def test_two_builds_give_the_same_bytes(project: Project, snippets: Path) -> None:
    file = project.root / "site" / "areas" / "sample" / "desk.zip"
    project.build()
    first = file.read_bytes()
    for path in (snippets / "sample" / "desk").iterdir():
        path.touch(0o600)
    project.build()
    assert file.read_bytes() == first


def test_a_file_of_no_known_language_is_shown_as_it_is() -> None:
    assert str(highlighted_file("a.unheard-of", "a < b")).strip() == "a &lt; b"


def test_the_page_of_the_book_forgets_no_file(book_site: Path) -> None:
    page = pages_of(book_site)["areas/architecture/"]
    service = real_book().area("architecture").service
    assert service
    shown = {one.select("summary code")[0].get_text(): one for one in page.select(".pb-service details")}
    listed = page.select(".pb-service")[0].get_text()
    for name, content in service.files.items():
        assert name in listed
        if content.strip() and not name.endswith(".lock"):
            assert shown[name].select("pre code")[0].get_text().strip() == content.decode().strip()
    with ZipFile(book_site / "areas" / "architecture" / "booking.zip") as archive:
        assert {name.removeprefix("booking/") for name in archive.namelist()} == set(service.files)


@pytest.mark.parametrize("rule", ["ARC01", "ARC02", "ARC03", "ARC04", "ARC05"])
def test_each_rule_of_the_area_leads_to_the_service(book_site: Path, rule: str) -> None:
    page = BeautifulSoup((book_site / "rules" / rule / "index.html").read_text("utf-8"), "html.parser")
    assert page.select('a[href="../../areas/architecture/#service"]')


def test_an_area_without_a_service_has_no_such_section(snippets: Path) -> None:
    assert read_catalogue(snippets).area("sample").service is None
    assert not Project(snippets.parent).build()["areas/sample/"].select("#service, [download]")
