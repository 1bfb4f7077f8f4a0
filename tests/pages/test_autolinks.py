"""The script that has GitHub link the IDs, run with a `gh` that keeps its autolinks in a file."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from playbook.book.catalogue import read_catalogue
from playbook.pages.autolinks import autolinks_script

ADDRESS = "https://playbook.example/handbook/"
TARGET = f"{ADDRESS}rules/XMP<num>/"
# What GitHub's own does of `gh api`: it lists and makes autolinks, and refuses letters that overlap.
FAKE = """\
import json, os, pathlib, sys
store = pathlib.Path(os.environ["GH_STORE"])
links = json.loads(store.read_text())
with open(os.environ["GH_LOG"], "a") as log:
    log.write(json.dumps(sys.argv[1:]) + "\\n")
if links is None:
    sys.exit("HTTP 404: Not Found")
if "POST" not in sys.argv:
    kinds = {True: "alphanumeric", False: "numeric"}
    for link in links:
        print(link["key_prefix"], kinds[link["is_alphanumeric"]], link["url_template"])
    sys.exit(0)
given = dict(word.split("=", 1) for word in sys.argv if "=" in word)
if any(one["key_prefix"].startswith(given["key_prefix"][:2]) for one in links):
    sys.exit("HTTP 422: Validation Failed: key_prefix overlaps")
given["is_alphanumeric"] = json.loads(given["is_alphanumeric"])
store.write_text(json.dumps([*links, given]))
"""


class Repository:
    """A folder with the script, and a `gh` on the PATH that stands for GitHub."""

    def __init__(self, folder: Path, snippets: Path, address: str = ADDRESS) -> None:
        self.folder = folder
        self.script = folder / "autolinks.sh"
        self.script.write_text(autolinks_script(read_catalogue(snippets), "The\nSample", address), encoding="utf-8")
        self.commands = folder / "bin"
        self.commands.mkdir()
        for name in ("sh", "cat", "grep"):
            (self.commands / name).symlink_to(str(shutil.which(name)))
        self.store, self.log = folder / "links.json", folder / "log"
        self.keep([])
        gh = self.commands / "gh"
        gh.write_text(f"#!{sys.executable}\n{FAKE}", encoding="utf-8")
        gh.chmod(gh.stat().st_mode | stat.S_IXUSR)

    def keep(self, links: object) -> None:
        self.store.write_text(json.dumps(links), encoding="utf-8")

    def links(self) -> object:
        return json.loads(self.store.read_text("utf-8"))

    def asked(self) -> list[list[str]]:
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def run(self, *options: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.commands), "GH_STORE": str(self.store), "GH_LOG": str(self.log)}
        environment |= {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
        command = ["sh", str(self.script), *options]
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(tmp_path: Path, snippets: Path) -> Repository:
    folder = tmp_path / "repository"
    folder.mkdir()
    return Repository(folder, snippets)


def link(prefix: str, target: str, *, alphanumeric: bool = False) -> dict[str, object]:
    return {"key_prefix": prefix, "url_template": target, "is_alphanumeric": alphanumeric}


def test_each_prefix_leads_to_its_rules_by_digits_alone(repository: Repository) -> None:
    run = repository.run("--repo", "acme/shop")
    assert run.returncode == 0, run.stderr
    assert repository.links() == [link("XMP", TARGET)]
    assert run.stdout.splitlines() == [f"XMP leads to {TARGET}", "1 made, 0 there already"]
    assert all("repos/acme/shop/autolinks" in words for words in repository.asked())


def test_a_second_run_changes_nothing(repository: Repository) -> None:
    repository.run("--repo", "acme/shop")
    before = repository.links()
    run = repository.run("--repo", "acme/shop")
    assert (run.returncode, run.stdout) == (0, "0 made, 1 there already\n")
    assert repository.links() == before


def test_an_autolink_that_leads_elsewhere_is_left_and_named(repository: Repository) -> None:
    mine = [link("XMP", "https://tracker.example/<num>", alphanumeric=True)]
    repository.keep(mine)
    run = repository.run("--repo", "acme/shop")
    assert run.returncode == 0
    assert "XMP is there already, and is left as it is: alphanumeric https://tracker.example/<num>" in run.stdout
    assert repository.links() == mine


def test_a_prefix_that_github_refuses_is_told_and_the_script_fails(repository: Repository) -> None:
    repository.keep([link("XM-", "https://tracker.example/<num>")])
    run = repository.run("--repo", "acme/shop")
    assert run.returncode == 1
    assert "XMP was refused" in run.stderr
    assert "overlaps" in run.stderr
    assert run.stdout == "0 made, 0 there already, 1 refused\n"


def test_a_dry_run_says_what_it_would_do_and_changes_nothing(repository: Repository) -> None:
    run = repository.run("--dry-run", "--repo", "acme/shop")
    assert (run.returncode, repository.links()) == (0, [])
    assert run.stdout == f"XMP would lead to {TARGET}\n1 would be made, 0 there already\n"
    assert not any("POST" in words for words in repository.asked())


def test_without_a_repository_it_is_that_of_the_working_directory(repository: Repository) -> None:
    assert repository.run().returncode == 0
    assert "repos/{owner}/{repo}/autolinks" in repository.asked()[0]


def test_a_missing_gh_is_told_with_where_to_get_it(repository: Repository) -> None:
    (repository.commands / "gh").unlink()
    run = repository.run("--repo", "acme/shop")
    assert run.returncode == 2
    assert run.stderr == "autolinks.sh: gh is not installed: see https://cli.github.com/\n"


def test_a_repository_that_cannot_be_read_is_told_with_what_it_takes(repository: Repository) -> None:
    repository.keep(None)
    run = repository.run("--repo", "acme/shop")
    assert run.returncode == 2
    assert "the autolinks of acme/shop could not be read" in run.stderr
    assert "gh auth login" in run.stderr
    assert not any("POST" in words for words in repository.asked())


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--nonsense"], "--nonsense is no option"),
        (["--repo"], "--repo needs a value"),
        (["--repo", "shop"], "shop is no repository; write OWNER/NAME"),
        (["--repo", "a/b/c"], "a/b/c is no repository"),
        (["--site", "playbook.example"], "playbook.example is no address"),
    ],
)
def test_a_slip_is_told_before_anything_is_asked(repository: Repository, options: list[str], told: str) -> None:
    run = repository.run(*options)
    assert run.returncode == 2
    assert told in run.stderr
    assert not repository.log.exists()


def test_a_site_without_an_address_wants_one_and_takes_it(tmp_path: Path, snippets: Path) -> None:
    folder = tmp_path / "repository"
    folder.mkdir()
    repository = Repository(folder, snippets, address="")
    run = repository.run("--repo", "acme/shop")
    assert run.returncode == 2
    assert "give it with --site https://" in run.stderr
    assert repository.run("--repo", "acme/shop", "--site", "https://playbook.example/handbook").returncode == 0
    assert repository.links() == [link("XMP", TARGET)]


def test_help_is_given_without_gh(repository: Repository) -> None:
    (repository.commands / "gh").unlink()
    run = repository.run("--help")
    assert run.returncode == 0
    assert "--dry-run" in run.stdout


def test_retired_ids_keep_their_links(snippets: Path) -> None:
    (snippets / "ids.txt").write_text("XMP01 sample/shared_list\nOLD07 -> XMP01\n", encoding="utf-8")
    assert "prefixes='XMP OLD'" in autolinks_script(read_catalogue(snippets), "The Sample", ADDRESS)
