"""The whole service as a reader has it: unpacked, tested and run, with nothing of this project around it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import httpx2
import pytest

from playbook.book.services import Service
from playbook.pages.services import zipped
from playbook.project import PROJECT
from playbook.scanning.scan import scan
from tests.conftest import real_book

pytestmark = pytest.mark.slow

BIN = Path(sys.executable).parent
FAR = "2035-01-08T09:00:00Z"  # a Monday


def booking() -> Service:
    service = real_book().area("architecture").service
    assert service
    return service


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The service, unpacked."""
    place = tmp_path_factory.mktemp("downloads")
    with ZipFile(BytesIO(zipped(booking()))) as archive:
        archive.extractall(place)
    assert [path.name for path in place.iterdir()] == ["booking"]
    return place / "booking"


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment in which the folder's package is found, and no network."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    nowhere = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    return {**kept, **nowhere, "PATH": f"{BIN}:{os.defpath}", "PYTHONPATH": str(folder / "src"), **more}


def run(folder: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=environment(folder, **more), capture_output=True, text=True, check=False, timeout=300
    )


def test_its_own_tests_pass_and_cover_it(folder: Path) -> None:
    tested = run(folder, "coverage", "run", "-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert tested.returncode == 0, tested.stdout
    assert int(re.findall(r"(\d+) passed", tested.stdout)[-1]) > 50
    assert "fail_under = 80" in (folder / "pyproject.toml").read_text("utf-8")
    covered = run(folder, "coverage", "report")
    assert covered.returncode == 0, covered.stdout


def test_its_own_types_fit(folder: Path, tmp_path: Path) -> None:
    # What mypy knows of the libraries from our own code saves it most of the time.
    if (known := PROJECT / ".mypy_cache").is_dir():
        shutil.copytree(known, tmp_path / "cache")
    checked = run(folder, "mypy", "--cache-dir", str(tmp_path / "cache"), "--python-version", "3.12")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--no-cache"],
        ["ruff", "format", "--check", "--no-cache"],
        ["lint-imports", "--no-cache"],
    ],
    ids=" ".join,
)
def test_its_own_tools_find_nothing(folder: Path, command: list[str]) -> None:
    checked = run(folder, *command)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_it_keeps_the_rules_of_the_book(folder: Path) -> None:
    found = scan(real_book(), list(real_book().rules), [folder])
    assert found.files > 20
    assert [f"{one.finding.path}:{one.finding.line} {one.rule.id}" for one in found.broken] == []


BREACH = """
from sqlalchemy import text

from booking.main import connect
from booking.repository.sql import SqlAppointments


@router.get("/late-hours")
def list_late_hours() -> Answer[list[str]]:
    with connect("sqlite://").connect() as connection:
        return Answer(data=list(connection.scalars(text("SELECT starts_at FROM appointments"))))
"""


@pytest.mark.parametrize(
    ("file", "added", "contracts"),
    [
        (
            "api/routes.py",
            BREACH,
            {"Imports point downwards", "The service alone asks the repository", "The routes know no SQL"},
        ),
        (
            "api/routes.py",
            "from booking.repository.sql import SqlAppointments",
            {"The service alone asks the repository", "The routes know no SQL"},
        ),
        ("service.py", "from fastapi import HTTPException", {"The rules know neither HTTP nor SQL"}),
    ],
)
def test_a_route_that_asks_the_database_breaks_a_contract_by_its_name(
    folder: Path, tmp_path: Path, file: str, added: str, contracts: set[str]
) -> None:
    copy = tmp_path / "booking"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("__pycache__"))
    with (copy / "src" / "booking" / file).open("a", encoding="utf-8") as source:
        source.write(f"\n{added}\n")
    checked = run(copy, "lint-imports", "--no-cache")
    assert checked.returncode == 1
    assert set(re.findall(r"^(.*?) BROKEN", checked.stdout, re.MULTILINE)) == contracts


def test_what_the_rule_quotes_is_the_contract_of_the_service() -> None:
    said = real_book().rule("ARC01").sections["In review"]
    quoted = re.findall(r"^```toml\n(.*?)\n```$", said, re.DOTALL | re.MULTILINE)
    contracts = [contract for block in quoted for contract in block.split("\n\n")]
    assert len(contracts) == 2
    assert [one for one in contracts if one not in booking().files["pyproject.toml"].decode()] == []


def test_its_lock_fits_what_it_asks_for(folder: Path, tmp_path: Path) -> None:
    uv = str(PROJECT / ".tools" / "bin" / "uv")
    check = [uv, "lock", "--check", "--offline", "--python", sys.executable]
    cache = {"UV_CACHE_DIR": str(tmp_path / "cache")}
    checked = run(folder, *check, **cache)
    assert checked.returncode == 0, checked.stderr
    copy = tmp_path / "booking"
    shutil.copytree(folder, copy)
    project = (copy / "pyproject.toml").read_text("utf-8")
    (copy / "pyproject.toml").write_text(project.replace('"fastapi>=', '"structlog", "fastapi>='), "utf-8")
    assert run(copy, *check, **cache).returncode != 0


def commands(name: str) -> tuple[dict[str, str], list[list[str]]]:
    """Return what the page says to type: the variables, and the commands without `uv run`, for this database."""
    export, *rest = booking().commands.replace("booking.db", name).splitlines()
    variables = dict(pair.split("=", 1) for pair in export.removeprefix("export ").split())
    assert all(line.startswith("uv run ") for line in rest)
    return variables, [line.removeprefix("uv run ").split() for line in rest]


@contextmanager
def served(folder: Path, command: list[str], variables: dict[str, str]) -> Iterator[str]:
    """Give the address at which the command serves; each line of its log is JSON."""
    server = subprocess.Popen(
        [*command, "--port", "0"], cwd=folder, env=environment(folder, **variables), stdout=subprocess.PIPE, text=True
    )
    assert server.stdout
    try:
        lines = (json.loads(line)["message"] for line in server.stdout)
        yield next(found[0] for line in lines if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
    finally:
        server.terminate()
        assert all(json.loads(line) for line in server.stdout)
        server.wait(timeout=30)


def test_it_runs_as_the_page_says_and_an_appointment_is_booked(folder: Path) -> None:
    variables, (migrate, serve) = commands("desk.db")
    assert run(folder, *migrate, **variables).returncode == 0
    with served(folder, serve, variables) as address, httpx2.Client(base_url=f"{address}/api/v1", timeout=30) as desk:
        ada = desk.post("/patients", json={"name": "Ada Lovelace", "phone": "+441632960001"}).json()["data"]
        wish = {"patient_id": ada["id"], "starts_at": FAR}
        answers = [desk.post("/appointments", json=wish).status_code for _ in range(2)]
        free = desk.get("/free-hours", params={"day": FAR[:10]}).json()["data"]
        assert (answers, len(free)) == ([201, 409], 5)
    assert (folder / "desk.db").stat().st_size


def test_it_refuses_to_start_without_its_environment(folder: Path) -> None:
    _, (_, serve) = commands("desk.db")
    started = run(folder, *serve)
    assert started.returncode != 0
    assert {"DATABASE_URL", "CLINIC_TIME_ZONE"} <= set(re.findall(r"[A-Z]+_[A-Z_]+", started.stderr))
