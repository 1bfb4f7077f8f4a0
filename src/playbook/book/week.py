"""The first week: chapters in the order of a new colleague, and their questions, read from ``snippets/week/``.

``week.md`` has the chapters of each day, ``<chapter>.md`` a chapter, ``questions/<ID>.md`` a question; what a question
is about and what is right stands in the rule that its ID names. ``questions.txt`` lists every ID ever given out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from playbook.book.catalogue import WEEK, Catalogue, Rule
from playbook.book.documents import Document, read_document
from playbook.book.ledger import read_rows
from playbook.book.matter import validated
from playbook.book.slips import CatalogueError, Slip
from playbook.proof import Line, Side

FOLDER = WEEK
WEEK_FILE = "week.md"
LEDGER_FILE = "questions.txt"
QUESTIONS = "questions"
EXAMPLES = ("good", "bad")
FEWEST_OPTIONS, MOST_OPTIONS = 2, 4
MOST_DIFFERING = 8

Kind = Literal["predict", "choose", "find", "mend"]

_ID = re.compile(r"Q-(?P<rule>[A-Z]{2,4}\d{2})-[1-9]\d?")
_ENTRY = re.compile(rf"(?P<id>{_ID.pattern}) (?:(?P<kind>[a-z]+)|-> (?:nothing|Q-[A-Z]{{2,4}}\d{{2}}-[1-9]\d?))")
_OWN_FIELDS: Mapping[Kind, str] = {"predict": "prompt", "choose": "tries"}


class _Matter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class WeekMatter(_Matter):
    """The front matter of ``week.md``. Each description says what would be right."""

    title: str = Field(min_length=3, max_length=40, description="write the title, as `Your first week`")
    summary: str = Field(min_length=10, max_length=160, description="write one sentence of 10 to 160 characters")
    days: dict[str, Annotated[list[str], Field(min_length=1)]] = Field(
        min_length=1, description="write the chapters of each day, as `{Monday: [first_win, api]}`"
    )


class ChapterMatter(_Matter):
    """The front matter of a chapter."""

    title: str = Field(min_length=3, max_length=60, description="write the title, 3 to 60 characters")
    minutes: int = Field(ge=10, le=25, description="write how long it takes, 10 to 25 minutes")
    able: list[Annotated[str, Field(min_length=10, max_length=120)]] = Field(
        min_length=2, max_length=3, description="write two or three things that the reader will be able to do"
    )
    rules: list[str] = Field(min_length=1, description="write the IDs of its rules, as `[SEC03, NEV05]`")
    questions: list[str] = Field(
        min_length=2, description="write the IDs of its questions, two at least, as `[Q-SEC03-1, Q-SEC03-2]`"
    )


class QuestionMatter(_Matter):
    """The front matter of a question: which kind it is, and what of the rule it is made of."""

    kind: Kind = Field(description="write `predict`, `choose`, `find` or `mend`")
    side: Side = Field(default="bad", description="write the example that is run, `bad` or `good`")
    prompt: str = Field(default="", description="write the prompt as it stands in the proof, without `>>>`")
    tries: list[str] = Field(
        default_factory=list,
        description=f"write {FEWEST_OPTIONS} to {MOST_OPTIONS} of the rule's tries, `good` or `bad`, one of them right",
    )


@dataclass(frozen=True)
class Question:
    """One question: its ID for ever, what it is made of, and the author's own sentence, which may be empty."""

    id: str
    matter: QuestionMatter
    rule: Rule
    says: str

    @property
    def anchor(self) -> str:
        """The anchor of the question on its chapter's page."""
        return self.id.lower()

    @property
    def line(self) -> Line:
        """The line of the proof that is to be predicted. Raises StopIteration for a question of another kind."""
        return next(line for line in _faults(self.rule) if line.source == self.matter.prompt.strip())


@dataclass(frozen=True)
class Chapter:
    """One chapter: its file's name, its front matter, its introduction as Markdown, its rules and its questions."""

    name: str
    matter: ChapterMatter
    introduction: str
    rules: tuple[Rule, ...]
    questions: tuple[Question, ...]

    @property
    def slug(self) -> str:
        """The last part of the chapter's address."""
        return self.name.replace("_", "-")


@dataclass(frozen=True)
class Week:
    """The path: its front matter, its introduction as Markdown, and the chapters of each day in their order."""

    matter: WeekMatter
    introduction: str
    days: Mapping[str, tuple[Chapter, ...]]

    @property
    def chapters(self) -> list[Chapter]:
        """Every chapter, in the order of the path."""
        return [chapter for chapters in self.days.values() for chapter in chapters]

    @property
    def questions(self) -> list[Question]:
        """Every question, in the order of the path."""
        return [question for chapter in self.chapters for question in chapter.questions]


def is_right(option: str) -> bool:
    """Return whether this option holds: ``good``, ``bad`` or the name of a try."""
    return option == "good" or option.startswith("right_")


def read_week(root: Path, catalogue: Catalogue) -> Week | None:
    """Return the week of ``root``, the ``snippets`` folder, or None if it has none.

    Raises CatalogueError with every author's slip.
    """
    folder, slips = root / FOLDER, list[Slip]()
    if not folder.is_dir():
        return None
    rules = {rule.id: rule for rule in catalogue.rules}
    questions = _read_questions(folder / QUESTIONS, rules, slips)
    chapters = _read_chapters(folder, rules, questions, slips)
    slips += _check_ledger(folder / LEDGER_FILE, questions)
    week = _read_path(folder / WEEK_FILE, chapters, slips)
    if slips or week is None:
        raise CatalogueError(sorted(slips, key=lambda slip: (slip.file, slip.line)), "the first week")
    return week


def _read_path(path: Path, chapters: Mapping[str, Chapter], slips: list[Slip]) -> Week | None:
    if not path.is_file():
        slips.append(Slip(path, 1, path.name, "no such file", "write it: it has the chapters of each day"))
        return None
    document = read_document(path)
    matter = validated(WeekMatter, document, slips)
    if matter is None:
        return None
    line, named = document.lines["days"], [name for names in matter.days.values() for name in names]
    written = {file.stem for file in path.parent.glob("*.md")} - {path.stem}
    slips += _check_names(_Place(path, line, "days"), named, written, "the name of a chapter's file, once")
    days = {day: tuple(chapters[name] for name in names if name in chapters) for day, names in matter.days.items()}
    return Week(matter, document.introduction, days)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a slip is: a file, a line and a field."""

    file: Path
    line: int
    field: str

    def slip(self, found: str, right: str) -> Slip:
        return Slip(self.file, self.line, self.field, found, right)


def _check_names(place: _Place, named: Sequence[str], known: set[str], right: str) -> Iterator[Slip]:
    """Yield a slip for each name that is unknown or there twice, and for each known one that is not named."""
    for name, times in Counter(named).items():
        if name not in known:
            yield place.slip(repr(name), f"write {right}")
        elif times > 1:
            yield place.slip(f"{name} a second time", f"write {right}")
    for name in sorted(known - set(named)):
        yield place.slip(f"no {name}", "name it, or take its file out")


def _read_chapters(
    folder: Path, rules: Mapping[str, Rule], questions: Mapping[str, Question], slips: list[Slip]
) -> dict[str, Chapter]:
    chapters, taken = {}, dict[str, str]()
    for path in sorted(folder.glob("*.md")):
        if path.name == WEEK_FILE:
            continue
        document = read_document(path)
        slips += _check_prose(document)
        if matter := validated(ChapterMatter, document, slips):
            chapter = _chapter(document, matter, rules, questions)
            slips += _check_chapter(document, matter, rules, questions, taken)
            chapters[path.stem] = chapter
    for question in questions.values():
        if question.id not in taken:
            place = _Place(folder / QUESTIONS / f"{question.id}.md", 1, "question")
            slips.append(place.slip("no chapter that asks it", "name it in the `questions` of one"))
    return chapters


def _chapter(
    document: Document, matter: ChapterMatter, rules: Mapping[str, Rule], questions: Mapping[str, Question]
) -> Chapter:
    own = tuple(rules[rule_id] for rule_id in matter.rules if rule_id in rules)
    asked = tuple(questions[one] for one in matter.questions if one in questions)
    return Chapter(document.path.stem, matter, document.introduction, own, asked)


def _check_prose(document: Document) -> Iterator[Slip]:
    if document.sections:
        place = _Place(document.path, document.sections[0].line, "text")
        yield place.slip(f"`## {document.sections[0].title}`", "write no heading: the page has its own")
    if not document.introduction:
        yield Slip(document.path, 1, "text", "nothing", "say in two or three lines why these rules belong together")


def _check_chapter(
    document: Document,
    matter: ChapterMatter,
    rules: Mapping[str, Rule],
    questions: Mapping[str, Question],
    taken: dict[str, str],
) -> Iterator[Slip]:
    """Yield a slip for each rule and question that is not there, or that a chapter has already."""
    for field, names, known in (("rules", matter.rules, rules.keys()), ("questions", matter.questions, questions)):
        place = _Place(document.path, document.lines[field], field)
        for name in names:
            if name not in known:
                yield place.slip(repr(name), f"write an ID of {'a rule' if field == 'rules' else f'{QUESTIONS}/'}")
            elif name in taken:
                yield place.slip(f"{name}, which {taken[name]} has", "it belongs to one chapter")
            taken[name] = document.path.name
    for name in matter.questions:
        match = _ID.fullmatch(name)
        if match and match["rule"] not in matter.rules:
            place = _Place(document.path, document.lines["questions"], "questions")
            yield place.slip(name, f"ask about the chapter's own rules, or give it {match['rule']}")


def _read_questions(folder: Path, rules: Mapping[str, Rule], slips: list[Slip]) -> dict[str, Question]:
    questions = {}
    for path in sorted(folder.glob("*")):
        match = _ID.fullmatch(path.stem)
        if not match or path.suffix != ".md" or match["rule"] not in rules:
            right = "name it after its rule, as Q-SEC03-1.md, and a rule that is there"
            slips.append(Slip(path, 1, "question", path.name, right))
            continue
        document = read_document(path)
        if matter := validated(QuestionMatter, document, slips):
            question = Question(path.stem, matter, rules[match["rule"]], " ".join(document.introduction.split()))
            slips += _check_question(document, question)
            questions[path.stem] = question
    return questions


def _check_question(document: Document, question: Question) -> Iterator[Slip]:
    matter, kind = question.matter, question.matter.kind
    for field in _OWN_FIELDS.values():
        if field in document.matter and _OWN_FIELDS.get(kind) != field:
            place = _Place(document.path, document.lines[field], field)
            yield place.slip(f"a {field} in a question of the kind {kind}", "take it out")
    field = _OWN_FIELDS.get(kind, "kind")
    place = _Place(document.path, document.lines.get(field, document.lines["kind"]), field)
    checks = {"predict": _check_predict, "choose": _check_choose, "find": _check_find, "mend": _check_mend}
    for found, right in checks[kind](question.rule, matter):
        yield place.slip(found, right)


def _faults(rule: Rule) -> Iterator[Line]:
    return (line for line in rule.lines if line.kind == "fault")


def _check_predict(rule: Rule, matter: QuestionMatter) -> Iterator[tuple[str, str]]:
    times = sum(line.source == matter.prompt.strip() for line in _faults(rule))
    if times != 1:
        found = f"{matter.prompt.strip()!r}, which is {times} lines of the proof of {rule.id} with `# bad:`"
        yield found, "write a prompt that is one of them, as it stands there"


def _check_choose(rule: Rule, matter: QuestionMatter) -> Iterator[tuple[str, str]]:
    known = {*(one.name for one in rule.tries), *EXAMPLES}
    for option in matter.tries:
        if option not in known:
            yield repr(option), f"{rule.id} has {', '.join(sorted(known))}"
    right = [option for option in matter.tries if is_right(option)]
    if not FEWEST_OPTIONS <= len(set(matter.tries)) == len(matter.tries) <= MOST_OPTIONS or len(right) != 1:
        found = f"{len(matter.tries)} options, {len(right)} of them right"
        yield found, f"write {FEWEST_OPTIONS} to {MOST_OPTIONS} different ones, of which one is right"


def _check_find(rule: Rule, _matter: QuestionMatter) -> Iterator[tuple[str, str]]:
    lines = len(rule.marked("bad"))
    if not 1 <= lines <= MOST_DIFFERING:
        found = f"{lines} lines of bad.py that differ from good.py"
        yield found, f"ask it of a rule with 1 to {MOST_DIFFERING}"


def _check_mend(rule: Rule, _matter: QuestionMatter) -> Iterator[tuple[str, str]]:
    if rule.matter.browser:
        yield f"{rule.id}, which does not run in the browser", "ask it of a rule that does"


def _check_ledger(path: Path, questions: Mapping[str, Question]) -> Iterator[Slip]:
    """Yield a slip for each question that the ledger does not know as it is, and for each that has vanished."""
    slips: list[Slip] = []
    living: dict[str, tuple[int, str]] = {}
    seen: set[str] = set()
    for number, text in read_rows(path, slips):
        match, place = _ENTRY.fullmatch(text), _Place(path, number, "entry")
        if not match:
            yield place.slip(repr(text), "write `Q-SEC03-1 predict`, or `Q-SEC03-1 -> nothing` for a retired one")
        elif match["id"] in seen:
            yield place.slip(f"{match['id']} a second time", "an ID stands here once")
        else:
            seen.add(match["id"])
            living |= {match["id"]: (number, match["kind"])} if match["kind"] else {}
    yield from slips
    for one in questions.values():
        place = _Place(path.parent / QUESTIONS / f"{one.id}.md", 1, "question")
        if one.id in seen - living.keys():
            yield place.slip(f"{one.id}, which was retired", "an ID is never reused: take the next number")
        elif living.get(one.id, (0, ""))[1] != one.matter.kind:
            yield place.slip(f"{one.id}, which is not in {path.name}", f"add the line `{one.id} {one.matter.kind}`")
    for name in sorted(living.keys() - questions.keys()):
        yield Slip(
            path, living[name][0], name, "no question of this ID", f"bring it back, or write `{name} -> nothing`"
        )
