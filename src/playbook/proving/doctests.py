"""Sybil's side of the proofs: each line of a rule's proof is a test, once for the good example and once for the bad.

Each try of a rule is a test as well, at the line of ``rule.md`` that gives its reason.

The ``pycon`` and ``python`` blocks of the guides are ordinary tests. ``proofs``, ``tries`` and ``guides`` are for the
root ``conftest.py``, where Sybil wants to be built.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sybil import Document, Example, Region, Sybil
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer
from sybil.typing import Parser

from playbook.book.catalogue import Catalogue, Rule, read_catalogue
from playbook.book.documents import read_document
from playbook.proof import Report, Side
from playbook.proving.prove_rule import fault, report
from playbook.proving.prove_try import try_fault

_PYCON = FencedCodeBlockLexer("pycon", mapping={"source": "source"})


class ProofSybil(Sybil):
    """Names each test by what failed: the rule, the side and the line of ``rule.md``."""

    def identify(self, example: Example) -> str:
        """Return ``SEC03 bad line 42``."""
        rule = _rule(Path(example.path))
        return f"{rule.id} {self.name} line {example.line}"


def proofs(root: Path, side: Side) -> Sybil:
    """Return the Sybil that proves one side of every rule under ``root``."""
    return ProofSybil(parsers=[_proof_parser(side)], path=str(root), filenames={"rule.md"}, name=side)


class TrySybil(Sybil):
    """Names each test by the rule and its try."""

    def identify(self, example: Example) -> str:
        """Return ``SEC03 wrong_doubled_quotes``."""
        return f"{_rule(Path(example.path)).id} {example.parsed}"


def tries(root: Path) -> Sybil:
    """Return the Sybil that proves the tries of every rule under ``root``."""
    return TrySybil(parsers=[_tries], path=str(root), filenames={"rule.md"}, name="tries")


def _tries(document: Document) -> Iterable[Region]:
    """Yield a region for each try, where its reason stands."""
    rows = document.text.splitlines(keepends=True)
    for field, line in read_document(Path(document.path)).lines.items():
        if field.startswith("tries."):
            start = sum(map(len, rows[: line - 1]))
            yield Region(start, start + len(rows[line - 1]), field.removeprefix("tries."), _prove_try)


def _prove_try(example: Example) -> str:
    rule = _rule(Path(example.path))
    attempt = next(attempt for attempt in rule.tries if attempt.name == example.parsed)
    found = try_fault(rule, attempt)
    return f"{rule.id}: tries/{attempt.name}.py: {found}" if found else ""


def guides(root: Path, patterns: Iterable[str]) -> Sybil:
    """Return the Sybil that runs the Python blocks of the Markdown files of these patterns."""
    parsers: list[Parser] = [_pycon_blocks, PythonCodeBlockParser(), SkipParser()]
    # The specimen's guides would be found too: a pattern is compared with the end of a path.
    return Sybil(parsers, path=str(root), patterns=[*patterns], excludes=["specimen/docs/*.md"])


def _pycon_blocks(document: Document) -> Iterable[Region]:
    """Yield a region for each prompt in the document's ``pycon`` blocks, which Sybil's own parser does not see."""
    parse = DocTestStringParser(DocTestEvaluator())
    for block in _PYCON(document):
        source = block.lexemes["source"]
        for region in parse(source, document.path):
            region.adjust(block, source)
            yield region


def _proof_parser(side: Side) -> Parser:
    def evaluate(example: Example) -> str:
        rule = _rule(Path(example.path))
        return _fault(rule, side, example.line - rule.proof_line + 1)

    def parse(document: Document) -> Iterable[Region]:
        for region in _pycon_blocks(document):
            yield Region(region.start, region.end, region.parsed, evaluate)

    return parse


def _fault(rule: Rule, side: Side, number: int) -> str:
    """Return what is wrong with this line of the proof, or nothing."""
    whole = _report(rule.folder, side)
    place = next(place for place, line in enumerate(rule.lines) if line.number == number)
    found = fault(whole.results[place])
    return f"{rule.id}: {side}.py does not do what the page says.\n{found}{whole.traceback}" if found else ""


@cache
def _report(folder: Path, side: Side) -> Report:
    """Return the report of one side, whose proof runs once for all of its lines."""
    return report(_rule(folder / "rule.md"), side)


def _rule(path: Path) -> Rule:
    catalogue = _catalogue(path.parent.parent.parent)
    return next(rule for rule in catalogue.rules if rule.folder == path.parent)


@cache
def _catalogue(root: Path) -> Catalogue:
    return read_catalogue(root)
