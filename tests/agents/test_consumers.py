"""What `playbook export` and `playbook mcp` give, read by the programs that others read it with."""

import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.book.catalogue import Catalogue
from playbook.bundle.bundle import made
from playbook.cli import main
from playbook.project import PROJECT

# It downloads, and reads the whole book.
pytestmark = pytest.mark.whole

CONSUMERS = Path(__file__).with_name("consumers")


@pytest.fixture(scope="module")
def modules() -> Path:
    """The packages of ``consumers/``, installed once for each lock file."""
    lock = [CONSUMERS / "package.json", CONSUMERS / "package-lock.json"]
    return made(PROJECT / ".cache" / "consumers", lock, partial(_install, lock)) / "node_modules"


def _install(lock: list[Path], folder: str) -> None:
    for path in lock:
        shutil.copy(path, folder)
    npm = shutil.which("npm")
    assert npm is not None
    subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=folder, check=True, capture_output=True)


def told(modules: Path, script: str, *arguments: str, folder: Path) -> str:
    """Return what a program of the packages prints, run by the Node.js that it asks for."""
    command = [str(modules / ".bin" / "node"), str(modules / script), *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with all that the export writes of the book."""
    folder = tmp_path_factory.mktemp("repository")
    done = CliRunner().invoke(main, ["export", "--target=all", f"--out={folder}"])
    assert done.exit_code == 0, done.output
    return folder


@pytest.mark.parametrize(
    ("assistant", "feature"),
    [
        ("agentsmd", "rules"),
        ("claudecode", "skills"),
        ("copilot", "rules"),
        ("cursor", "rules"),
        ("windsurf", "rules"),
    ],
)
def test_rulesync_reads_every_rule(
    modules: Path, repository: Path, book: Catalogue, assistant: str, feature: str
) -> None:
    shutil.rmtree(repository / ".rulesync", ignore_errors=True)
    script = "rulesync/dist/cli/index.js"
    told(modules, script, "import", "--targets", assistant, "--features", feature, folder=repository)
    read = "".join(path.read_text(encoding="utf-8") for path in (repository / ".rulesync").rglob("*.md"))
    assert [rule.id for rule in book.rules if rule.id not in read or rule.matter.title not in read] == []


def test_the_inspector_lists_the_tools_and_reads_a_rule(modules: Path, tmp_path: Path) -> None:
    script = "@modelcontextprotocol/inspector-cli/build/index.js"
    server = str(Path(sys.executable).with_name("playbook"))
    ask = partial(told, modules, script, server, "mcp", "--method", folder=tmp_path)
    listed = json.loads(ask("tools/list"))["tools"]
    assert {tool["name"] for tool in listed} == {"find_rules", "get_rule", "scan", "prove"}
    answer = json.loads(ask("tools/call", "--tool-name", "get_rule", "--tool-arg", "rule_id=SEC03"))
    assert answer["content"][0]["text"].startswith("# SEC03: ")
