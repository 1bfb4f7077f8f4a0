"""Put exported files into somebody's repository, and touch nothing there that is not ours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playbook.agents.targets import MARK, OWN, Exported
from playbook.project import write_whole

BEGIN = "<!-- playbook: begin. Written by `playbook export`: edits in here are lost. -->"
END = "<!-- playbook: end -->"


class PlacingError(Exception):
    """A file cannot be written. The text says which, why, and what to do; nothing was written."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a file: its text, or None if it goes."""

    path: Path
    text: str | None


def changes(folder: Path, exported: Sequence[Exported], kinds: Iterable[str]) -> list[Change]:
    """Return what has to change in the folder so that it holds these files, of these kinds of targets.

    Raises PlacingError for a folder that is not there, a file of ours that somebody else has written, and a block
    that does not end.
    """
    if not folder.is_dir():
        raise PlacingError(f"{folder} is no folder; name the root of a repository")
    wanted = [Change(folder / one.path, _text(folder / one.path, one)) for one in exported]
    kept = {change.path for change in wanted}
    gone = [Change(path, None) for path in _ours(folder, kinds) if path not in kept]
    return [change for change in wanted if _read(change.path) != change.text] + gone


def place(wanted: Iterable[Change]) -> None:
    """Make the changes, each file whole or not at all."""
    for change in wanted:
        if change.text is None:
            change.path.unlink()
            continue
        write_whole(change.path, change.text)


def _text(path: Path, one: Exported) -> str:
    before = _read(path)
    if not one.block:
        if before is not None and MARK not in before:
            raise PlacingError(
                f"{path} is not ours: it was not written by `playbook export`; rename it, or take it away"
            )
        return one.text
    block = f"{BEGIN}\n{one.text}{END}\n"
    if before is None:
        return block
    if BEGIN not in before:
        return f"{before.rstrip()}\n\n{block}" if before.strip() else block
    head, _, rest = before.partition(BEGIN)
    inside, end, tail = rest.partition(f"{END}\n")
    if not end and rest.rstrip().endswith(END):
        inside, end, tail = rest, END, ""
    if not end or BEGIN in inside:
        raise PlacingError(f"{path} has {BEGIN!r} without its end; put {END!r} on a line below what is ours")
    return f"{head}{block}{tail}"


def _ours(folder: Path, kinds: Iterable[str]) -> Iterator[Path]:
    """Yield the files of these kinds that an earlier export wrote."""
    for pattern in (pattern for kind in kinds for pattern in OWN.get(kind, ())):
        yield from (path for path in sorted(folder.glob(pattern)) if MARK in (_read(path) or ""))


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise PlacingError(f"{path} cannot be read: {error}") from error
