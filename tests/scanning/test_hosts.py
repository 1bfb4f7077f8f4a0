"""What runs on other hosts, as far as it runs without them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from playbook.cli import main
from playbook.project import PROJECT
from playbook.scanning.formats import MARK
from tests.scanning.test_scan import SAFE, SQL, git

pytestmark = pytest.mark.whole
PLAYBOOK = Path(sys.executable).with_name("playbook")


@pytest.fixture
def change(tmp_path: Path) -> Path:
    """A repository with a branch that breaks a real rule."""
    folder = tmp_path / "service"
    folder.mkdir()
    git(folder, "init")
    (folder / "app.py").write_text(SAFE, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "begin")
    git(folder, "checkout", "-b", "feature")
    (folder / "app.py").write_text(SAFE + SQL, encoding="utf-8")
    git(folder, "commit", "-am", "change")
    return folder


def step(name: str) -> str:
    """Return the shell of a step of the action."""
    action = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
    (found,) = [one["run"] for one in action["runs"]["steps"] if one["name"] == name]
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize(("base", "fails"), [("main", 1), ("feature", 0)])
def test_the_action_annotates_the_change_and_fails_when_something_is_found(
    change: Path, tmp_path: Path, base: str, fails: int
) -> None:
    runner = tmp_path / "runner"
    (runner / "playbook").mkdir(parents=True)
    (runner / "playbook" / "bin").symlink_to(PLAYBOOK.parent)
    own = {"RUNNER_TEMP": str(runner), "GITHUB_ACTION_PATH": str(PROJECT), "GITHUB_OUTPUT": str(runner / "out")}
    given = {"BASE": base, "OPTIONS": "--select SEC03 .", "FAIL": "true", "PLAYBOOK_ADDRESS": "https://book.example/"}
    done = subprocess.run(
        ["sh", "-e", "-c", step("Scan")],
        cwd=change,
        env={**os.environ, **own, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == fails, done.stderr
    assert done.stdout.count("::error file=app.py,line=2") == fails
    output = (runner / "out").read_text(encoding="utf-8")
    assert f"sarif={runner}/playbook.sarif" in output
    log = json.loads((runner / "playbook.sarif").read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) == fails


def test_the_action_ends_with_the_error_when_the_scan_cannot_run(change: Path, tmp_path: Path) -> None:
    path = {**os.environ, "PATH": f"{PLAYBOOK.parent}:{os.environ['PATH']}"}
    command = [str(PROJECT / "ci" / "scan.sh"), "nowhere", "sarif", str(tmp_path / "out.sarif")]
    done = subprocess.run(command, cwd=change, env=path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "nowhere is no commit" in done.stderr
    assert not (tmp_path / "out.sarif").exists()


def test_the_hook_takes_the_files_that_it_is_given(change: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hook,) = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    monkeypatch.chdir(change)
    command, *arguments = hook["entry"].split()
    assert command == "playbook"
    assert CliRunner().invoke(main, [*arguments, "app.py"]).exit_code == 1


class GitLab(BaseHTTPRequestHandler):
    """As much of GitLab's notes as a job meets."""

    notes: list[dict[str, Any]]
    asked: list[str]

    def _answer(self, whole: object) -> None:
        self.asked.append(f"{self.command} {self.path}")
        self.send_response(200 if self.headers["PRIVATE-TOKEN"] == "t" else 401)
        self.end_headers()
        self.wfile.write(json.dumps(whole).encode())

    def _body(self) -> str:
        return str(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"])

    def do_GET(self) -> None:
        self._answer(self.notes if self.path.endswith("page=1") else [])

    def do_POST(self) -> None:
        self.notes.append({"id": len(self.notes) + 1, "body": self._body()})
        self._answer({})

    def do_PUT(self) -> None:
        self.notes[int(self.path.rpartition("/")[2]) - 1]["body"] = self._body()
        self._answer({})

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def gitlab(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[GitLab]]:
    """A server that answers as GitLab does, and the environment of a job there."""
    GitLab.notes, GitLab.asked = [{"id": 1, "body": "Well done."}], []
    with HTTPServer(("127.0.0.1", 0), GitLab) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        for name, value in {
            "CI_API_V4_URL": f"http://127.0.0.1:{server.server_port}/api/v4",
            "CI_PROJECT_ID": "clinic/api",
            "CI_MERGE_REQUEST_IID": "7",
            "PLAYBOOK_TOKEN": "t",
        }.items():
            monkeypatch.setenv(name, value)
        yield GitLab
        server.shutdown()


def test_one_comment_is_kept_under_a_merge_request(gitlab: type[GitLab], tmp_path: Path) -> None:
    file = tmp_path / "playbook.md"
    for text in ("one", "two"):
        file.write_text(f"{MARK}\n\n{text}\n", encoding="utf-8")
        assert CliRunner().invoke(main, ["comment", str(file)]).exit_code == 0
    assert [note["body"] for note in gitlab.notes] == ["Well done.", f"{MARK}\n\ntwo\n"]
    assert gitlab.asked[-1] == "PUT /api/v4/projects/clinic%2Fapi/merge_requests/7/notes/2"


def test_a_comment_that_is_refused_says_so(
    gitlab: type[GitLab], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_TOKEN", "wrong")
    (tmp_path / "playbook.md").write_text(MARK, encoding="utf-8")
    result = CliRunner().invoke(main, ["comment", str(tmp_path / "playbook.md")])
    assert (result.exit_code, len(gitlab.notes)) == (2, 1)
    assert "401" in result.stderr
    monkeypatch.delenv("PLAYBOOK_TOKEN")
    assert "PLAYBOOK_TOKEN not set" in CliRunner().invoke(main, ["comment", str(tmp_path / "playbook.md")]).stderr
