"""The pages of the first week: the path, its chapters, and their questions with the answers.

Knows nothing of MkDocs. Every option and every answer is made of what the rule has: the values of its proof, its tries
and their reasons, the lines that differ. Without scripts a page reads as a text with the answers folded away.
"""

import ast
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from markupsafe import Markup

from playbook.book.catalogue import Rule
from playbook.book.week import EXAMPLES, MOST_OPTIONS, Chapter, Question, Week, is_right
from playbook.pages.difference import Excerpt, deciding, excerpts
from playbook.pages.highlighting import highlighted, highlighted_line
from playbook.pages.listing import excerpt, numbered
from playbook.pages.mistakes import Catch, by_distance, catch_of
from playbook.pages.views import Given, Sides, difference, given, line_list
from playbook.proof import RAISES, Line, Output, Side, gives

QUESTION_MARK = re.compile(r"<!-- playbook:question (?P<id>Q-\w+-\d+) -->")
KINDS = {
    "predict": "Predict what it gives",
    "choose": "Choose the one that holds",
    "find": "Find the fault",
    "mend": "Mend it",
}
_NONE = Markup("")
_GOOD = "This is the good example of the rule."
# Longer values are for the proof's own table.
_MOST_CHARACTERS = 160
# A function of so many lines is shown as a whole: whoever predicts has to read it.
_MOST_LINES = 26
_MOST_CHANGED = 16


@dataclass(frozen=True, slots=True)
class Option:
    """One of the options: its letter, what is shown of it, whether it is right, why, and the claim that catches it."""

    letter: str
    right: bool
    value: Given | None = None
    code: Markup | None = None
    whole: Markup | None = None
    reason: str = ""
    catch: Catch | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question ready for the template; what its kind does not need is empty."""

    question: Question
    title: str
    options: Sequence[Option] = ()
    code: Markup = _NONE
    side: Side = "bad"
    whole: Markup = _NONE
    used: Sequence[Markup] = ()
    prompt: Markup = _NONE
    other: Given | None = None
    lines: Sequence[int] = ()
    differing: str = ""
    shown: Sides | None = None

    @property
    def right(self) -> str:
        """The letter of the right option, or the lines that differ as ``3 4 9``; empty for what no page can tell."""
        letters = "".join(option.letter for option in self.options if option.right)
        return letters or " ".join(map(str, self.lines))


def asked(question: Question) -> Asked:
    """Return what the page shows of this question."""
    makers = {"predict": _predict, "choose": _choose, "find": _find, "mend": _mend}
    return makers[question.matter.kind](question, KINDS[question.matter.kind])


def questions_json(week: Week) -> str:
    """Return where each question stands, for the list of those that are due: a JSON object by their IDs."""
    places = {
        question.id: {
            "url": f"{chapter.slug}/#{question.anchor}",
            "title": f"{KINDS[question.matter.kind]} · {question.rule.id}, {question.rule.matter.title}",
        }
        for chapter in week.chapters
        for question in chapter.questions
    }
    return json.dumps(places, ensure_ascii=False).replace("<", "\\u003c")


def description(chapter: Chapter) -> str:
    """Return one sentence on the chapter."""
    able = chapter.matter.able[0]
    return f"{chapter.matter.minutes} minutes. You will be able to {able[0].lower()}{able[1:].rstrip('.')}."


def values(question: Question) -> list[tuple[str, bool]]:
    """Return the texts to choose from of what a prompt gives, and which one of them it gives, in an order for ever."""
    line, side = question.line, question.matter.side
    answer = line.wanted(side)
    found = [answer]
    for text in _candidates(question.rule, line, side):
        if len(found) < MOST_OPTIONS and not any(_same(text, other, line) for other in found):
            found.append(text)
    return [(text, text == answer) for text in sorted(found, key=lambda text: _draw(question, text))]


def _candidates(rule: Rule, line: Line, side: Side) -> Iterator[str]:
    """Yield what else the line might give: on the other side, to a try, or what a line like it gives."""
    yield line.wanted("good" if side == "bad" else "bad")
    got = [one.caught.got for one in rule.tries if one.caught and one.caught.line == line.number]
    yield from (text for text in got if _fits(text))
    near = sorted((one for one in rule.lines if one.kind != "set-up"), key=lambda one: abs(one.number - line.number))
    texts = [one.wanted(each) for one in near if one is not line for each in ("bad", "good")]
    form = _form(line.wanted(side))
    yield from (text for text in texts if _fits(text) and _form(text) == form)
    yield from (text for text in texts if _fits(text) and text.startswith(RAISES))


def _fits(text: str) -> bool:
    return 0 < len(text) <= _MOST_CHARACTERS


def _form(text: str) -> object:
    """Return what kind of value this is; that of a list or a tuple has its length in it."""
    try:
        value = ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return RAISES if text.startswith(RAISES) else None
    return (type(value), len(value)) if isinstance(value, tuple) else type(value)


def _same(text: str, other: str, line: Line) -> bool:
    """Return whether one of the two texts may stand for the other, as ``...`` does for any text."""
    one, two = (Output(each, "raised" if each.startswith(RAISES) else "gave") for each in (text, other))
    return gives(one, two, line.options) or gives(two, one, line.options)


def _draw(question: Question, text: str) -> str:
    return hashlib.sha256(f"{question.id} {text}".encode()).hexdigest()


def _predict(question: Question, title: str) -> Asked:
    rule, line, side = question.rule, question.line, question.matter.side
    source = rule.source(side)
    texts = values(question)
    answer = line.wanted(side)
    options = [
        Option(letter, right, value=given(text, text if right else answer))
        for letter, (text, right) in zip(ascii_uppercase, texts, strict=False)
    ]
    other = line.wanted("good" if side == "bad" else "bad")
    return Asked(
        question,
        title,
        options=options,
        side=side,
        code=excerpt(source, _readable(rule, side), ()),
        whole=numbered(source),
        used=[highlighted_line(source) for source in _used(rule, line)],
        prompt=highlighted_line(line.source),
        other=given(other, answer),
    )


def _used(rule: Rule, line: Line) -> list[str]:
    """Return the lines of the proof above this one that give the names in it, and the names in those."""
    wanted, found = _names(line.source, ast.Load), []
    for one in reversed([one for one in rule.lines if one.number < line.number and one.kind == "set-up"]):
        if wanted & _given_names(one.source):
            wanted |= _names(one.source, ast.Load)
            found.append(one.source)
    return found[::-1]


def _names(source: str, context: type[ast.expr_context]) -> set[str]:
    nodes = ast.walk(ast.parse(source))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, context)}


def _given_names(source: str) -> set[str]:
    """Return the names that this line defines, assigns or imports."""
    body = ast.parse(source).body
    defined = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
    if defined:  # what is assigned inside of it stays there
        return defined
    imports = [alias for node in body if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names]
    return _names(source, ast.Store) | {alias.asname or alias.name.partition(".")[0] for alias in imports}


def _readable(rule: Rule, side: Side) -> Excerpt:
    """Return the function around the line that decides, if it is short, or else the lines that decide."""
    chosen = deciding(rule)[0 if side == "bad" else 1]
    for node in ast.walk(ast.parse(rule.source(side))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.end_lineno is None:
            continue
        rows = range(node.lineno, node.end_lineno + 1)
        if chosen.decides in rows and len(rows) <= _MOST_LINES:
            return Excerpt(tuple(sorted({*rows, *chosen.lines})), chosen.decides)
    return chosen


def _choose(question: Question, title: str) -> Asked:
    rule = question.rule
    names = sorted(question.matter.tries, key=lambda name: _draw(question, name))
    catches = {one.name: catch_of(rule, one) for one in rule.tries}
    reasons = {one.name: one.reason for one in rule.tries} | {"good": _GOOD, "bad": rule.matter.review}
    options = [
        Option(
            letter,
            is_right(name),
            code=excerpt(_source(rule, name), _changed(rule, name, reasons[name]), ()),
            whole=highlighted(_source(rule, name)),
            reason=reasons[name],
            catch=catches.get(name),
        )
        for letter, name in zip(ascii_uppercase, names, strict=False)
    ]
    return Asked(question, title, options=options, code=excerpt(rule.bad, deciding(rule)[0], ()))


def _source(rule: Rule, name: str) -> str:
    sources = {"good": rule.good, "bad": rule.bad} | {one.name: one.source for one in rule.tries}
    return sources[name]


def _changed(rule: Rule, name: str, reason: str) -> Excerpt:
    """Return the lines that decide of this option: where it leaves the example it is nearer to, and the bad one."""
    if name in EXAMPLES:
        return deciding(rule)[0 if name == "bad" else 1]
    source = _source(rule, name)
    near, other = map(rule.source, by_distance(rule, source))
    nearest = excerpts(near, source, reason, other)[1]
    further = [line for line in excerpts(rule.bad, source, reason)[1].lines if line not in nearest.lines]
    room = max(0, _MOST_CHANGED - len(nearest.lines))
    return Excerpt(tuple(sorted({*nearest.lines, *further[:room]})), nearest.decides)


def _find(question: Question, title: str) -> Asked:
    rule = question.rule
    lines = rule.marked("bad")
    return Asked(
        question,
        title,
        whole=numbered(rule.bad),
        lines=lines,
        differing=line_list(lines),
        shown=difference(rule),
    )


def _mend(question: Question, title: str) -> Asked:
    return Asked(question, title, shown=difference(question.rule))
