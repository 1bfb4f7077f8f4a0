"""The table of queries: what people type, and what must come first."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parent / "queries.txt"
# So far up is seen without scrolling.
_FIRST_FEW = 5


@dataclass(frozen=True)
class Row:
    """One row: what is typed, and the addresses of pages any of which may come first."""

    typed: str
    wanted: tuple[str, ...]

    def is_met(self, found: Sequence[str]) -> bool:
        """Return whether the addresses found are right: a rule must be the first, another page among the first few."""
        if self.wanted[0].startswith("rules/"):
            return bool(found) and found[0] in self.wanted
        return self.wanted[0] in found[:_FIRST_FEW]


def rows(ids: Container[str]) -> Iterator[Row]:
    """Yield the rows of the table whose first rule is there; a row without one counts at once."""
    for line in TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        wanted, _, typed = line.partition("  ")
        if wanted.endswith("/"):
            yield Row(typed, (wanted,))
        elif wanted.split("/")[0] in ids:
            yield Row(typed, tuple(f"rules/{rule}/" for rule in wanted.split("/")))
