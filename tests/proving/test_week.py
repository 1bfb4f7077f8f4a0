"""Each answer of the first week is what running gives."""

import pytest

from playbook.book.catalogue import Catalogue
from playbook.book.week import Question, is_right, read_week
from playbook.pages.week import values
from playbook.project import SNIPPETS
from playbook.proof import RAISES, Output, gives
from playbook.proof.lines import Ended
from playbook.proving.prove_rule import proven, report

NAMES = sorted(path.stem for path in (SNIPPETS / "week" / "questions").glob("*.md"))


@pytest.fixture(scope="module")
def questions(book: Catalogue) -> dict[str, Question]:
    """The real questions, by their IDs."""
    week = read_week(SNIPPETS, book)
    assert week is not None
    return {question.id: question for question in week.questions}


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_what_running_gives(questions: dict[str, Question], name: str) -> None:
    question = questions[name]
    {"predict": predicted, "choose": chosen, "find": told_apart, "mend": told_apart}[question.matter.kind](question)


def predicted(question: Question) -> None:
    """One option is what the prompt gives, and no other one would pass for it."""
    line = question.line
    results = report(question.rule, question.matter.side).results
    got = next(Output(result.got, result.ended) for result in results if result.line == line.number)
    for text, right in values(question):
        option = line.output(question.matter.side) if right else Output(text, ended(text))
        assert gives(option, got, line.options) == right, f"{text!r}, when the line gives {got.text!r}"


def ended(text: str) -> Ended:
    """Return how a line ends that gives this text."""
    return "raised" if text.startswith(RAISES) else "gave"


def chosen(question: Question) -> None:
    """The right option holds on every line, and each of the others breaks on a claim."""
    rule = question.rule
    sources = {"good": rule.good, "bad": rule.bad} | {one.name: one.source for one in rule.tries}
    for option in question.matter.tries:
        judged = proven(rule, sources[option], filename=f"{option}.py")
        assert judged.holds == is_right(option), f"{option}: {judged.verdict}"


def told_apart(question: Question) -> None:
    """The proof breaks with the lines that differ, and holds with those of the good example in their place."""
    rule = question.rule
    assert not proven(rule, rule.bad, filename="bad.py").holds
    assert proven(rule, rule.good, filename="good.py").holds
