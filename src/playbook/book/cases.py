"""Where the tools of a rule are known to err: small files in its folder ``seen/``, each with its reason.

``seen/missed_<name>.py`` breaks the rule, and no tool finds it; in ``seen/alarm_<name>.py`` a tool finds what is right.
The reason is the file's docstring. ``playbook check`` and a test prove both, so none outlives what it shows.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playbook.book.slips import Slip

SEEN = "seen"

_NAME = re.compile(r"(?:missed|alarm)_[a-z0-9_]+")
_NAMES = "name it missed_<name>.py or alarm_<name>.py, in snake_case"
_MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class Case:
    """One file on which a tool errs: where it is, why, and its code without the docstring."""

    path: Path
    reason: str
    code: str

    @property
    def alarm(self) -> bool:
        """Whether a tool finds something here that is right."""
        return self.path.stem.startswith("alarm_")


def read_cases(folder: Path, *, enforced: bool, slips: list[Slip]) -> tuple[Case, ...]:
    """Return the cases of the rule in this folder by name; what is wrong goes to the slips.

    ``enforced`` says whether the rule names a tool at all.
    """
    paths = [path for path in sorted((folder / SEEN).glob("*")) if path.name != "__pycache__"]
    cases = [case for path in paths if (case := _case(path, slips))]
    if cases and not enforced:
        right = "take it out: no tool is said to find this rule"
        slips += [Slip(case.path, 1, SEEN, "a case of a rule that no tool finds", right) for case in cases]
    return tuple(cases)


def _case(path: Path, slips: list[Slip]) -> Case | None:
    try:
        source = path.read_text(encoding="utf-8")
        module = ast.parse(source)
    except (OSError, ValueError, SyntaxError) as error:
        slips.append(Slip(path, 1, SEEN, f"a file that is no Python: {error}", "write it, or take it out"))
        return None
    reason = ast.get_docstring(module) or ""
    faults = [*_faults(path, reason, source)]
    slips += faults
    if faults:
        return None
    code = "\n".join(source.splitlines()[module.body[0].end_lineno :]).strip()
    return Case(path, " ".join(reason.split()), code)


def _faults(path: Path, reason: str, source: str) -> Iterator[Slip]:
    if path.suffix != ".py" or not _NAME.fullmatch(path.stem):
        yield Slip(path, 1, SEEN, f"{path.name}, which neither says missed nor alarm", _NAMES)
    if not reason:
        yield Slip(path, 1, SEEN, "a case without a reason", "begin it with a docstring that says why the tool errs")
    if (length := len(source.splitlines())) > _MOST_LINES:
        yield Slip(path, _MOST_LINES + 1, SEEN, f"{length} lines", f"show it in {_MOST_LINES} lines or fewer")
