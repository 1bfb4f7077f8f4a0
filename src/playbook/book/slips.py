"""What an author got wrong, said so that it can be put right at once."""

from pathlib import Path
from typing import NamedTuple

from playbook.book.words import count


class Slip(NamedTuple):
    """One slip: the file, its line (from 1), the field or section, what was found, and what would be right."""

    file: Path
    line: int
    field: str
    found: str
    right: str

    def __str__(self) -> str:
        """Return ``file:line: field: found …; right`` with the file relative to the working directory."""
        here = Path.cwd()
        file = self.file.relative_to(here) if self.file.is_relative_to(here) else self.file
        return f"{file}:{self.line}: {self.field}: found {self.found}; {self.right}"


class CatalogueError(Exception):
    """The catalogue cannot be read. ``slips`` holds every slip of every file, in the order of the files."""

    def __init__(self, slips: list[Slip], where: str = "the rules") -> None:
        self.slips = slips
        super().__init__("\n".join([f"{count(len(slips), 'slip')} in {where}:", *map(str, slips)]))
