from pathlib import Path

import pytest

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.book.slips import CatalogueError
from tests.conftest import SERVICE, SERVICE_README, add_service


@pytest.fixture
def service(snippets: Path) -> Path:
    """The folder of a service, which the sample area names on line 7."""
    return add_service(snippets / "sample")


def slips(root: Path) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(root)
    return [f"{slip.file.relative_to(root)}:{slip.line}: {slip.field}: {slip.found}" for slip in caught.value.slips]


@pytest.mark.usefixtures("service")
def test_a_service_is_read_as_its_readme_says(snippets: Path) -> None:
    found = read_catalogue(snippets).area("sample").service
    assert found
    assert (found.name, found.about, found.commands) == ("desk", "A desk that greets.", "uv run desk\n".strip())
    assert found.order == "From the outside to the inside."
    assert [(part.paths, part.says, part.rules) for part in found.parts] == [
        (("desk.py",), "how it greets", ("XMP01",)),
        (("README.md", "settings.toml", "uv.lock"), "what it is, and what it needs", ()),
    ]
    assert {name: text.decode() for name, text in found.files.items()} == SERVICE
    assert [rule.id for rule in read_catalogue(snippets).rules] == ["XMP01"]


def test_an_area_without_one_has_none(snippets: Path) -> None:
    assert read_catalogue(snippets).area("sample").service is None


def test_what_runs_leave_behind_is_no_part_of_it(snippets: Path, service: Path) -> None:
    for name in (".venv/pyvenv.cfg", ".coverage", "__pycache__/desk.cpython-313.pyc", "desk.db", "htmlcov/index.html"):
        (service / name).parent.mkdir(exist_ok=True)
        (service / name).write_text("", "utf-8")
    found = read_catalogue(snippets).area("sample").service
    assert found
    assert sorted(found.files) == sorted(SERVICE)


def test_a_folder_that_is_not_there_is_a_slip(snippets: Path, service: Path) -> None:
    service.rename(service.with_name("reception"))
    assert slips(snippets) == [
        "sample/area.md:7: service: 'desk', and no desk/README.md",
        "sample/reception:1: folder: no rule in it",
    ]


@pytest.mark.usefixtures("service")
def test_a_name_that_leads_elsewhere_is_a_slip(snippets: Path) -> None:
    area = snippets / "sample" / "area.md"
    area.write_text(area.read_text("utf-8").replace("service: desk", "service: ../desk"), "utf-8")
    assert "sample/area.md:7: service: '../desk'" in slips(snippets)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("`desk.py`: how", "`door.py`: how", "13: files: `door.py`, which is not there"),
        ("`desk.py`: how", "`door.py`: how", "1: files: nothing about `desk.py`"),
        (", `uv.lock`", "", "1: files: nothing about `uv.lock`"),
        ("`uv.lock`", "`desk.py`", "14: files: `desk.py`, which line 13 has"),
        ("(XMP01)", "(XMP01, XMP77)", "13: files: 'XMP77'"),
        ("A desk that greets.\n", "", "1: about: nothing"),
        ("```sh", "```text", "1: commands: nothing"),
        ("From the outside to the inside.\n", "", "1: order: nothing"),
    ],
)
def test_what_its_readme_says_wrongly_is_a_slip(
    snippets: Path, service: Path, old: str, new: str, expected: str
) -> None:
    readme = service / "README.md"
    assert old in SERVICE_README
    readme.write_text(SERVICE_README.replace(old, new), "utf-8")
    assert f"sample/desk/README.md:{expected}" in slips(snippets)


def test_the_book_has_a_whole_service(book: Catalogue) -> None:
    assert [area.slug for area in book.areas if area.service] == ["architecture"]
