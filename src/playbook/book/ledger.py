"""The ledger of rule IDs, ``snippets/ids.txt``: every ID ever given out, one a line.

``SEC03 security/sql_injection`` is a rule and its folder; ``SEC10 -> SEC03`` is a retired ID and where it went.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playbook.book.slips import Slip

LEDGER_FILE = "ids.txt"

_ENTRY = re.compile(r"(?P<id>[A-Z]{2,4}\d{2}) (?:(?P<folder>\w+/\w+)|-> (?P<successor>[A-Z]{2,4}\d{2}))")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger as read: the folder of each living ID, its line, and the successor of each retired one."""

    path: Path
    folders: dict[str, str]
    lines: dict[str, int]
    retired: dict[str, str]

    def check(self, rule_id: str, folder: str, path: Path, line: int) -> Iterator[Slip]:
        """Yield a slip if the ledger says otherwise of this rule; ``path`` and ``line`` are where its ID stands."""
        if rule_id in self.retired:
            yield Slip(path, line, "id", f"{rule_id}, which was retired", "an ID is never reused: take the next one")
        elif rule_id not in self.folders:
            yield Slip(
                path, 2, "id", f"{rule_id}, which is not in {self.path.name}", f"add the line `{rule_id} {folder}`"
            )
        elif self.folders[rule_id] != folder:
            found = f"{rule_id}, which belongs to {self.folders[rule_id]}"
            yield Slip(path, line, "id", found, "an ID is never reused: take the next one, or move the folder back")

    def unread(self, folders: set[Path]) -> set[str]:
        """Return the IDs of the rules in or under these folders: they have slips of their own."""
        places = {rule_id: self.path.parent / folder for rule_id, folder in self.folders.items()}
        return {rule_id for rule_id, place in places.items() if place in folders or place.parent in folders}

    def check_vanished(self, known: set[str]) -> Iterator[Slip]:
        """Yield a slip for each ID that no rule has any more, and for each retired one that leads nowhere."""
        for rule_id in self.folders.keys() - known:
            right = f"bring the rule back, or retire it: `{rule_id} -> <the rule that took its place>`"
            yield Slip(self.path, self.lines[rule_id], rule_id, "no rule of this ID", right)
        for rule_id, successor in self.retired.items():
            if successor not in known:
                yield Slip(
                    self.path, self.lines[rule_id], rule_id, f"-> {successor}, which is no rule", "name a living rule"
                )


def read_ledger(path: Path, slips: list[Slip]) -> Ledger:
    """Return the ledger; what cannot be read is added to the slips."""
    ledger = Ledger(path, {}, {}, {})
    for number, text in read_rows(path, slips):
        match = _ENTRY.fullmatch(text)
        if not match:
            slips.append(
                Slip(path, number, "entry", repr(text), "write `SEC03 security/sql_injection` or `SEC10 -> SEC03`")
            )
        elif match["id"] in ledger.lines:
            slips.append(Slip(path, number, "entry", f"{match['id']} a second time", "an ID stands here once"))
        else:
            ledger.lines[match["id"]] = number
            entries = ledger.folders if match["folder"] else ledger.retired
            entries[match["id"]] = match["folder"] or match["successor"]
    return ledger


def ids_in(text: str) -> set[str]:
    """Return the ID that each line of a ledger's text begins with, living or retired."""
    return {match["id"] for line in text.splitlines() if (match := _ENTRY.fullmatch(line.strip()))}


def read_words(path: Path, slips: list[Slip]) -> set[str]:
    """Return the first word of each line of a list."""
    return {text.split()[0] for _, text in read_rows(path, slips)}


def read_rows(path: Path, slips: list[Slip]) -> list[tuple[int, str]]:
    """Return the lines that are neither empty nor comments, each with its number (from 1)."""
    if not path.is_file():
        slips.append(Slip(path, 1, path.name, "no such file", "bring it back: the catalogue is checked against it"))
        return []
    rows = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [(number, text.strip()) for number, text in rows if text.strip() and not text.startswith("#")]
