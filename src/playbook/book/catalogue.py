"""The rules and their areas, read from ``snippets/`` into typed objects.

Knows nothing of MkDocs. Everything that an author can get wrong comes out at once, as one CatalogueError.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

from playbook.book.also import Names, check_also
from playbook.book.attacks import ATTACKS_FILE, Attack, check_attacks, read_attacks
from playbook.book.cases import SEEN, Case, read_cases
from playbook.book.checks import check_proof, check_sections
from playbook.book.documents import Document, read_document
from playbook.book.enforcement import check_enforcement, check_find_ids
from playbook.book.find_rules import FIND_FILE, FindRule, read_find_rules
from playbook.book.ledger import LEDGER_FILE, Ledger, read_ledger, read_words
from playbook.book.matter import AreaMatter, RuleMatter, validated
from playbook.book.pictures import PICTURE_FILE, Picture, read_picture
from playbook.book.ranges import line_numbers
from playbook.book.record import RECORD_FILE, Record, read_record
from playbook.book.services import Service, check_rules, read_service
from playbook.book.slips import CatalogueError, Slip
from playbook.book.tries import FOLDER, Try, read_tries
from playbook.proof import Line, Side, parse

FEWEST_SHOWN, MOST_SHOWN = 2, 12
FILES = ("rule.md", "bad.py", "good.py")
# The one folder that is no area: `week.py` reads it.
WEEK = "week"


@dataclass(frozen=True)
class Rule:
    """One rule: its folder, its front matter, the Markdown of its sections, its proof and both examples."""

    folder: Path
    matter: RuleMatter
    matter_lines: Mapping[str, int]
    sections: Mapping[str, str]
    proof: str
    proof_line: int
    bad: str
    good: str
    find_rules: tuple[FindRule, ...] = ()
    tries: tuple[Try, ...] = ()
    cases: tuple[Case, ...] = ()
    picture: Picture | None = None

    @property
    def id(self) -> str:
        """The ID, which is also the address of the rule's page."""
        return self.matter.id

    @property
    def area(self) -> str:
        """The name of the area's folder."""
        return self.folder.parent.name

    @property
    def url(self) -> str:
        """The address of the rule's page, relative to the site's root."""
        return f"rules/{self.id}/"

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the proof; their numbers count from the proof's first line."""
        return parse(self.proof)

    def source(self, side: Side) -> str:
        """Return the example of this side."""
        return self.good if side == "good" else self.bad

    def claim(self, attempt: Try) -> Line | None:
        """Return the claim that is known to catch this try; None for a right try, and where the proof has changed."""
        caught = attempt.caught
        if caught is None or attempt.right:
            return None
        claims = (line for line in self.lines if line.kind != "set-up" and line.source == caught.source)
        return next((line for line in claims if line.number == caught.line), None)

    def line_of(self, field: str) -> int:
        """Return the line of ``rule.md`` that this field of the front matter stands on."""
        return self.matter_lines.get(field, 1)

    def marked(self, side: Side) -> list[int]:
        """Return the lines of this side's example (from 1) that the other side does not have: where to look."""
        before, after = (self.good, self.bad) if side == "bad" else (self.bad, self.good)
        return list(_marked(before, after))


@cache  # a page asks again and again
def _marked(before: str, after: str) -> tuple[int, ...]:
    matcher = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    rows = after.splitlines()
    changed = [row for op, _, _, low, high in matcher.get_opcodes() if op != "equal" for row in range(low, high)]
    return tuple(row + 1 for row in changed if rows[row].strip())


@dataclass(frozen=True)
class Area:
    """One area: its folder, its front matter, its introduction as Markdown, and its rules in the order of their IDs.

    One may have a whole service, which shows its rules together.
    """

    folder: Path
    matter: AreaMatter
    introduction: str
    rules: tuple[Rule, ...]
    picture: Picture | None = None
    service: Service | None = None

    @property
    def slug(self) -> str:
        """The folder's name, which is also the last part of the area's address."""
        return self.folder.name


@dataclass(frozen=True)
class Catalogue:
    """All areas in their order, the IDs that were retired, each with where it went, and the records.

    Those are what changed, and the last attack on each proof by the rule's ID.
    """

    areas: tuple[Area, ...]
    retired: Mapping[str, str]
    record: Record = field(default_factory=Record)
    attacks: Mapping[str, Attack] = field(default_factory=dict)

    @property
    def rules(self) -> Iterator[Rule]:
        """Every rule, area by area."""
        return (rule for area in self.areas for rule in area.rules)

    @property
    def pictures(self) -> list[Picture]:
        """Every picture, of the areas and of the rules."""
        owners: Iterable[Area | Rule] = chain.from_iterable((area, *area.rules) for area in self.areas)
        return [owner.picture for owner in owners if owner.picture]

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of this ID. Raises KeyError for an ID that is not there."""
        return {rule.id: rule for rule in self.rules}[rule_id]

    def area(self, slug: str) -> Area:
        """Return the area of this folder name. Raises KeyError for one that is not there."""
        return {area.slug: area for area in self.areas}[slug]


# What was read of a rule's folder, with when each of its files was last written.
Stamps = dict[str, int]
Kept = dict[Path, tuple[Stamps, Rule]]


def read_catalogue(root: Path, kept: Kept | None = None) -> Catalogue:
    """Return the catalogue under ``root``, the ``snippets`` folder. Raises CatalogueError with every author's slip.

    Whoever reads it again and again hands the same ``kept`` over: a rule is read anew only when a file of it changed.
    """
    slips: list[Slip] = []
    kept = {} if kept is None else kept
    ledger = read_ledger(root / LEDGER_FILE, slips)
    records = read_record(root / RECORD_FILE, slips), read_attacks(root / ATTACKS_FILE, slips)
    tags = read_words(root / "tags.txt", slips)
    folders = [folder for folder in _folders(root) if folder.name != WEEK]
    areas = [area for folder in folders if (area := _read_area(folder, slips, kept))]
    catalogue = Catalogue(tuple(sorted(areas, key=lambda area: area.matter.order)), ledger.retired, *records)
    slips += _cross_check(catalogue, ledger, tags, unread={slip.file.parent for slip in slips})
    if slips:
        raise CatalogueError(sorted(slips, key=lambda slip: (slip.file, slip.line)))
    return catalogue


def _folders(root: Path) -> list[Path]:
    return sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith((".", "__")))


def _read_area(folder: Path, slips: list[Slip], kept: Kept) -> Area | None:
    path = folder / "area.md"
    if not path.is_file():
        slips.append(Slip(folder, 1, "area.md", "no such file", "write it, or move the folder out of snippets/"))
        return None
    document = read_document(path)
    matter = validated(AreaMatter, document, slips)
    if not document.introduction:
        slips.append(Slip(path, 1, "introduction", "nothing", "say under the front matter what the area is about"))
    named = str(document.matter.get("service"))
    folders = [child for child in _folders(folder) if child.name != named]
    rules = sorted((rule for child in folders if (rule := _kept_rule(child, slips, kept))), key=lambda rule: rule.id)
    picture = read_picture(folder, slips)
    if matter is None:
        return None
    service = read_service(folder, named, document.lines["service"], slips) if matter.service else None
    return Area(folder, matter, document.introduction, tuple(rules), picture, service)


def _kept_rule(folder: Path, slips: list[Slip], kept: Kept) -> Rule | None:
    """Return the rule as it was read before, if its files are what they were, or else as it is; with no slip in it."""
    stamps = {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.suffix != ".pyc"}
    read = kept.pop(folder, None)
    if read and read[0] == stamps:
        kept[folder] = read
        return read[1]
    before = len(slips)
    rule = _read_rule(folder, slips)
    if rule and len(slips) == before:
        kept[folder] = stamps, rule
    return rule


def _read_rule(folder: Path, slips: list[Slip]) -> Rule | None:
    missing = [name for name in FILES if not (folder / name).is_file()]
    if len(missing) == len(FILES):
        slips.append(Slip(folder, 1, "folder", "no rule in it", f"a rule's folder holds {', '.join(FILES)}"))
        return None
    slips += [Slip(folder / name, 1, name, "no such file", "write it: a rule has all three") for name in missing]
    slips += _stray_files(folder)
    if "rule.md" in missing:
        return None
    document = read_document(folder / "rule.md")
    matter = validated(RuleMatter, document, slips)
    find_rules = read_find_rules(folder / FIND_FILE, slips)
    slips += check_enforcement(document, matter, find_rules) if matter else ()
    slips += check_sections(document)
    tries = read_tries(folder, matter.tries, document.lines, slips) if matter else ()
    cases = read_cases(folder, enforced=matter.enforced_by != "review", slips=slips) if matter else ()
    picture = read_picture(folder, slips)
    proof, proof_line = _proof(document, slips)
    if matter is None or missing:
        return None
    sections = {section.title: section.text for section in document.sections}
    bad, good = ((folder / name).read_text(encoding="utf-8") for name in ("bad.py", "good.py"))
    more = find_rules, tries, cases, picture
    rule = Rule(folder, matter, document.lines, sections, proof, proof_line, bad, good, *more)
    slips += _check_difference(rule)
    return rule


def _check_difference(rule: Rule) -> Iterator[Slip]:
    """Yield a slip for each side of ``difference`` that names too few lines, too many, or some that are not there."""
    for side, text in (rule.matter.difference or {}).items():
        lines, length = line_numbers(text), len(rule.source(side).splitlines())
        if not FEWEST_SHOWN <= len(lines) <= MOST_SHOWN or lines[-1] > length:
            right = f"name {FEWEST_SHOWN} to {MOST_SHOWN} lines of {side}.py, which has {length}"
            yield Slip(rule.folder / "rule.md", rule.line_of("difference"), "difference", f"{side}: {text!r}", right)


def _stray_files(folder: Path) -> list[Slip]:
    known = {*FILES, FIND_FILE, FOLDER, PICTURE_FILE, SEEN, "__pycache__"}
    strays = [path for path in sorted(folder.iterdir()) if path.name not in known]
    return [
        Slip(path, 1, path.name, "a file of no use", f"a rule's folder holds {', '.join(FILES)}") for path in strays
    ]


def _proof(document: Document, slips: list[Slip]) -> tuple[str, int]:
    """Return the text of the proof and the file's line on which it begins."""
    section = document.section("Proof")
    if section is None:
        return "", 1
    fences = [fence for fence in section.fences if fence.info == "pycon"]
    if len(fences) != 1:
        found = f"{len(fences)} `pycon` blocks"
        slips.append(Slip(document.path, section.line, "## Proof", found, "write the proof as one block of ```pycon"))
        return "", section.line
    slips += check_proof(document.path, fences[0].text, fences[0].line)
    return fences[0].text, fences[0].line


def _cross_check(catalogue: Catalogue, ledger: Ledger, tags: set[str], unread: set[Path]) -> Iterator[Slip]:
    """Yield what one file alone cannot show: IDs, tags and relations that do not fit the rest."""
    known = {rule.id for rule in catalogue.rules} | ledger.unread(unread)
    seen: dict[str, Path] = {}
    for area in catalogue.areas:
        yield from check_rules(area.service, known) if area.service else ()
        for rule in area.rules:
            path = rule.folder / "rule.md"
            if not rule.id.startswith(area.matter.prefix) or len(rule.id) != len(area.matter.prefix) + 2:
                yield Slip(
                    path, rule.line_of("id"), "id", rule.id, f"the IDs of {area.slug} begin with {area.matter.prefix}"
                )
            if rule.id in seen:
                yield Slip(path, 2, "id", f"{rule.id}, which {seen[rule.id]} has", "give each rule an ID of its own")
            seen[rule.id] = rule.folder
            yield from ledger.check(rule.id, f"{rule.area}/{rule.folder.name}", path, rule.line_of("id"))
            yield from _check_words(rule, path, known, tags)
    yield from ledger.check_vanished(known)
    root = ledger.path.parent
    yield from catalogue.record.check_vanished(root / RECORD_FILE, set(ledger.lines))
    yield from check_attacks(root / ATTACKS_FILE, catalogue.attacks, known)
    yield from check_find_ids(find_rule for rule in catalogue.rules for find_rule in rule.find_rules)
    yield from check_also(
        [Names(rule.folder / "rule.md", rule.line_of("also"), rule.matter) for rule in catalogue.rules]
    )


def _check_words(rule: Rule, path: Path, known: set[str], tags: set[str]) -> Iterator[Slip]:
    for tag in rule.matter.tags:
        if tag not in tags:
            yield Slip(path, rule.line_of("tags"), "tags", repr(tag), "use one of snippets/tags.txt, or add it there")
    for name, others in (("related", rule.matter.related), ("leaves_out", rule.matter.leaves_out)):
        for other in others:
            if other not in known or other == rule.id:
                right = "name another rule of the catalogue by its ID"
                yield Slip(path, rule.line_of(name), name, repr(other), right)
