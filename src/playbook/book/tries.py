"""The tries of a rule: files that somebody else would hand in, right ones and wrong ones, each with its reason.

``tries/right_<name>.py`` holds on every line of the proof, ``tries/wrong_<name>.py`` breaks on a claim. Which claim
that is, and what the try gives there, stands in ``tries/caught.json``: ``playbook check`` writes it and a test keeps
it true, so that nobody who only reads the catalogue has to run a proof.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from playbook.book.slips import Slip

FOLDER = "tries"
CAUGHT_FILE = "caught.json"
FEWEST_RIGHT, FEWEST_WRONG = 1, 2

_NAME = re.compile(r"(?:right|wrong)_[a-z0-9_]+")
_NAMES = "name it right_<name> or wrong_<name>, in snake_case"


class Caught(BaseModel):
    """The first claim that a wrong try breaks: its line in the proof, its source, and what the try gives there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    line: int
    source: str
    got: str


@dataclass(frozen=True, slots=True)
class Try:
    """One try: its name with what it is, ``wrong_doubled_quotes``, why it is there, its source, and where it breaks."""

    name: str
    reason: str
    source: str
    caught: Caught | None = None

    @property
    def right(self) -> bool:
        """Whether it is a right solution."""
        return self.name.startswith("right_")


_CAUGHT = TypeAdapter(dict[str, Caught])


class TriesError(ValueError):
    """``caught.json`` cannot be read. The text says why."""


def try_name(name: str, *, right: bool) -> str:
    """Return ``right_<name>`` or ``wrong_<name>``. Raises TriesError for a name that no try may have."""
    whole = f"{'right' if right else 'wrong'}_{re.sub('^(right|wrong)_', '', name)}"
    if not _NAME.fullmatch(whole):
        raise TriesError(f"found {name!r}; {_NAMES}")
    return whole


def read_tries(
    folder: Path, reasons: Mapping[str, str], lines: Mapping[str, int], slips: list[Slip]
) -> tuple[Try, ...]:
    """Return the tries of the rule in this folder, in the order of their reasons; what is wrong goes to the slips.

    ``reasons`` is the field ``tries`` of the front matter, ``lines`` the lines of ``rule.md`` that its fields are on.
    """
    sources = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / FOLDER).glob("*.py"))}
    slips += _check_names(folder, sources, reasons, lines)
    slips += _check_sources(folder, sources)
    try:
        caught = read_caught(folder)
    except TriesError as error:
        right = "delete it: `playbook check` writes it anew"
        slips.append(Slip(folder / FOLDER / CAUGHT_FILE, 1, CAUGHT_FILE, str(error), right))
        caught = {}
    return tuple(
        Try(name, reason, sources[name], caught.get(name)) for name, reason in reasons.items() if name in sources
    )


def _check_names(
    folder: Path, sources: Iterable[str], reasons: Iterable[str], lines: Mapping[str, int]
) -> Iterator[Slip]:
    for name in sources:
        path = folder / FOLDER / f"{name}.py"
        if not _NAME.fullmatch(name):
            yield Slip(path, 1, FOLDER, f"{name}.py, which is neither right nor wrong", _NAMES)
        elif name not in reasons:
            right = f'say in the rule.md beside it why somebody hands it in: `tries: {{{name}: "…"}}`'
            yield Slip(path, 1, FOLDER, "a try without a reason", right)
    for name in reasons:
        line, field = lines.get(f"tries.{name}", lines.get("tries", 1)), f"tries.{name}"
        if not _NAME.fullmatch(name):
            yield Slip(folder / "rule.md", line, field, f"{name!r}, which is neither right nor wrong", _NAMES)
        elif name not in sources:
            right = f"write {FOLDER}/{name}.py, or take the reason out"
            yield Slip(folder / "rule.md", line, field, "a reason without a try", right)
    for path in sorted((folder / FOLDER).glob("*")):
        if path.suffix != ".py" and path.name not in {CAUGHT_FILE, "__pycache__"}:
            right = f"{FOLDER}/ holds right_<name>.py, wrong_<name>.py and {CAUGHT_FILE}"
            yield Slip(path, 1, path.name, "a file of no use", right)


def _check_sources(folder: Path, sources: Mapping[str, str]) -> Iterator[Slip]:
    """Yield a slip for each try that is an example or another try."""
    seen = {
        (folder / name).read_text(encoding="utf-8").strip(): name
        for name in ("good.py", "bad.py")
        if (folder / name).is_file()
    }
    for name, source in sources.items():
        if other := seen.get(source.strip()):
            right = "write what is different, or take it out with its reason"
            yield Slip(folder / FOLDER / f"{name}.py", 1, FOLDER, f"the same as {other}", right)
        seen.setdefault(source.strip(), f"{FOLDER}/{name}.py")


def read_caught(folder: Path) -> dict[str, Caught]:
    """Return where each wrong try of the rule in this folder breaks. Raises TriesError for a file that is unfit."""
    path = folder / FOLDER / CAUGHT_FILE
    if not path.is_file():
        return {}
    try:
        return _CAUGHT.validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        raise TriesError(f"{first['msg']} at {'.'.join(map(str, first['loc'])) or 'the top'}") from None


def write_caught(folder: Path, caught: Mapping[str, Caught]) -> None:
    """Write where each wrong try of the rule in this folder breaks."""
    data = {name: one.model_dump() for name, one in sorted(caught.items())}
    text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    (folder / FOLDER / CAUGHT_FILE).write_text(text, encoding="utf-8")


def missing_tries(tries: Iterable[Try]) -> str:
    """Return how many tries are still to be written, as ``1 wrong``, or an empty text if there are enough."""
    kinds = [one.right for one in tries]
    wanted = {"right": FEWEST_RIGHT - kinds.count(True), "wrong": FEWEST_WRONG - kinds.count(False)}
    return " and ".join(f"{number} {kind}" for kind, number in wanted.items() if number > 0)
