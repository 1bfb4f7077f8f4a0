"""What is checked of a rule's Markdown, beyond its front matter."""

from collections.abc import Iterator
from pathlib import Path

from playbook.book.documents import Document, Section
from playbook.book.slips import Slip
from playbook.proof import ProofError, parse

SECTIONS = ("Why", "Bad", "Good", "Proof", "In review", "Exceptions", "References")


def check_sections(document: Document) -> Iterator[Slip]:
    """Yield a slip for each section that is missing, unknown, repeated, empty or out of order."""
    titles = [section.title for section in document.sections]
    for title in SECTIONS:
        if title not in titles:
            yield Slip(document.path, 1, f"## {title}", "no such section", f"the sections are {', '.join(SECTIONS)}")
    for section in document.sections:
        if section.title not in SECTIONS:
            right = f"the sections are {', '.join(SECTIONS)}"
            yield Slip(document.path, section.line, f"## {section.title}", "a section of no meaning", right)
        elif titles.count(section.title) > 1 and section != document.section(section.title):
            yield Slip(
                document.path, section.line, f"## {section.title}", "the section a second time", "keep one of them"
            )
        elif not section.text.strip():
            yield Slip(document.path, section.line, f"## {section.title}", "nothing in it", "write it")
        yield from _unproven_blocks(document.path, section)
    known = [title for title in titles if title in SECTIONS]
    if known != [title for title in SECTIONS if title in titles] and len(set(known)) == len(known):
        yield Slip(document.path, 1, "sections", f"the order {', '.join(known)}", f"the order is {', '.join(SECTIONS)}")


def _unproven_blocks(path: Path, section: Section) -> Iterator[Slip]:
    """Yield a slip for each Python block outside the proof, which no test would ever run."""
    for fence in section.fences:
        if section.title != "Proof" and fence.info.lower().startswith("py"):
            right = "move it to an example or to the proof, or write it as `inline code`"
            yield Slip(path, fence.line - 1, f"## {section.title}", "a Python block that nothing proves", right)


def check_proof(path: Path, proof: str, start: int) -> Iterator[Slip]:
    """Yield a slip for each fault of a proof that begins on the line ``start`` of the file."""
    try:
        lines = parse(proof)
    except ProofError as error:
        yield from (Slip(path, start + s.line - 1, "## Proof", s.found, s.right) for s in error.slips)
        return
    differing = [line for line in lines if line.bad is not None]
    if not differing:
        yield Slip(
            path, start, "## Proof", "no `# bad:`", "end each line that bad breaks with `# bad: …`, at least one"
        )
    for line in differing:
        if not line.says:
            right = "say above it what happens, `>>> # An attacker types a quote.`"
            yield Slip(path, start + line.number - 1, "## Proof", "a `# bad:` under no caption", right)
