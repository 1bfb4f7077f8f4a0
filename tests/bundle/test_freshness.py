"""The bundle is gathered again when something that goes into it changed, and only then."""

import os
from pathlib import Path

import pytest

from playbook.bundle.freshness import refreshed


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("playground/src/loader.ts", "src/playbook/proof/lines.py", "src/playbook/pages/pages.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("one", encoding="utf-8")
    return tmp_path


class Gathering:
    """Counts how often the bundle was gathered."""

    def __init__(self, project: Path) -> None:
        self.project, self.out, self.times = project, project / ".cache" / "playground", 0

    def build(self, out: Path) -> None:
        self.times += 1
        out.mkdir(parents=True, exist_ok=True)
        (out / "loader.js").write_text("made", encoding="utf-8")

    def again(self) -> int:
        refreshed(self.out, self.project, self.build)
        return self.times


def test_a_change_of_a_source_or_of_what_was_gathered_has_it_gathered_again(project: Path) -> None:
    gathering = Gathering(project)
    assert (gathering.again(), gathering.again()) == (1, 1)
    os.utime(project / "playground/src/loader.ts", ns=(1, 1))
    assert (gathering.again(), gathering.again()) == (2, 2)
    (project / "src/playbook/proof/new.py").write_text("", encoding="utf-8")
    assert gathering.again() == 3
    (gathering.out / "loader.js").unlink()
    assert (gathering.again(), gathering.again()) == (4, 4)


def test_what_never_comes_near_the_browser_is_not_looked_at(project: Path) -> None:
    gathering = Gathering(project)
    gathering.again()
    (project / "src/playbook/pages/pages.py").write_text("another", encoding="utf-8")
    assert gathering.again() == 1


def test_a_gathering_that_failed_is_tried_again(project: Path) -> None:
    gathering = Gathering(project)

    def fail(_: Path) -> None:
        raise OSError("no room on the disk")

    with pytest.raises(OSError, match="no room"):
        refreshed(gathering.out, project, fail)
    assert gathering.again() == 1
