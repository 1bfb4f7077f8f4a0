"""A copy of this project, whose files may be changed."""

import shutil
from pathlib import Path

from playbook.project import PROJECT

COPIED = ("docs", "snippets", "src", "playground", "mkdocs.yml", "pyproject.toml", "uv.lock", ".python-version")
# Made from this project's own files, which are about to differ; or named by a path below the folder.
UNSHARED = ("playground", "wheels")


def copied(folder: Path) -> Path:
    """Return the folder, in which the project now is, with its tooling; what takes long to gather is shared."""
    folder.mkdir(parents=True)
    for name in COPIED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        else:
            shutil.copy(source, folder / name)
    shutil.copytree(PROJECT / ".cache" / "wheels", folder / ".cache" / "wheels")
    shared = [path for path in (PROJECT / ".cache").iterdir() if not path.name.startswith(UNSHARED)]
    for path in [PROJECT / "playground" / "node_modules", *shared]:
        (folder / path.relative_to(PROJECT)).symlink_to(path)
    return folder
