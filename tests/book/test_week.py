from collections import Counter
from pathlib import Path

import pytest

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.book.slips import CatalogueError
from playbook.book.week import Week, read_week
from playbook.project import SNIPPETS
from tests.conftest import add_tries

WEEK = """\
---
title: Your first week
summary: One chapter of the sample, for the tests.
days: {Monday: [lists]}
---
Read it.
"""
CHAPTER = """\
---
title: Lists of their own
minutes: 10
able: [See a default that is shared, Make a list for each call]
rules: [XMP01]
questions: [Q-XMP01-1, Q-XMP01-2, Q-XMP01-3]
---
Two lines that say why.
"""
QUESTIONS = {
    "Q-XMP01-1": '---\nkind: predict\nprompt: example.collect("bob")\n---\nTwo callers\ncollect.\n',
    "Q-XMP01-2": "---\nkind: choose\ntries: [right_copy, wrong_alias]\n---\n",
    "Q-XMP01-3": "---\nkind: find\n---\n",
}
LEDGER = "# kinds\nQ-XMP01-1 predict\nQ-XMP01-2 choose\nQ-XMP01-3 find\nQ-XMP01-9 -> Q-XMP01-1\n"


@pytest.fixture
def week_folder(snippets: Path, rule_folder: Path) -> Path:
    """The week of the sample catalogue, with nothing wrong."""
    add_tries(rule_folder)
    folder = snippets / "week"
    (folder / "questions").mkdir(parents=True)
    texts = {"week.md": WEEK, "lists.md": CHAPTER, "questions.txt": LEDGER}
    texts |= {f"questions/{name}.md": text for name, text in QUESTIONS.items()}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> Week:
    week = read_week(folder.parent, read_catalogue(folder.parent))
    assert week is not None
    return week


def slips_of(folder: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(CatalogueError) as caught:
        read(folder)
    assert str(caught.value).split("\n")[0].endswith("in the first week:")
    return [(slip.file.name, slip.line, slip.field, slip.found) for slip in caught.value.slips]


def test_a_sound_week_is_read_whole(week_folder: Path) -> None:
    week = read(week_folder)
    [chapter] = week.days["Monday"]
    assert (chapter.slug, chapter.matter.minutes, [rule.id for rule in chapter.rules]) == ("lists", 10, ["XMP01"])
    assert [question.id for question in week.questions] == list(QUESTIONS)
    first = week.questions[0]
    assert (first.says, first.line.bad, first.anchor) == ("Two callers collect.", "['ada', 'bob']", "q-xmp01-1")


def test_a_catalogue_without_a_week_has_none(snippets: Path) -> None:
    assert read_week(snippets, read_catalogue(snippets)) is None


@pytest.mark.parametrize(
    ("name", "old", "new", "slip"),
    [
        ("week.md", "[lists]", "[lists, loops]", ("week.md", 4, "days", "'loops'")),
        ("week.md", "[lists]", "[lists, lists]", ("week.md", 4, "days", "lists a second time")),
        ("week.md", "title: Your first week", "title: W", ("week.md", 2, "title", "'W'")),
        ("lists.md", "minutes: 10", "minutes: 45", ("lists.md", 3, "minutes", "45")),
        ("lists.md", "rules: [XMP01]", "rules: [XMP01, XMP07]", ("lists.md", 5, "rules", "'XMP07'")),
        ("lists.md", "Q-XMP01-3]", "Q-XMP01-4]", ("lists.md", 6, "questions", "'Q-XMP01-4'")),
        ("lists.md", "Two lines that say why.", "", ("lists.md", 1, "text", "nothing")),
        ("lists.md", "Two lines", "## A heading\n\nTwo lines", ("lists.md", 8, "text", "`## A heading`")),
        ("questions/Q-XMP01-1.md", "kind: predict", "kind: guess", ("Q-XMP01-1.md", 2, "kind", "'guess'")),
        (
            "questions/Q-XMP01-1.md",
            '("bob")',
            '("ada")',
            (
                "Q-XMP01-1.md",
                3,
                "prompt",
                "'example.collect(\"ada\")', which is 0 lines of the proof of XMP01 with `# bad:`",
            ),
        ),
        (
            "questions/Q-XMP01-2.md",
            "wrong_alias",
            "wrong_guess",
            ("Q-XMP01-2.md", 3, "tries", "'wrong_guess'"),
        ),
        (
            "questions/Q-XMP01-2.md",
            "wrong_alias",
            "good",
            ("Q-XMP01-2.md", 3, "tries", "2 options, 2 of them right"),
        ),
        (
            "questions/Q-XMP01-3.md",
            "kind: find",
            "kind: find\ntries: [good]",
            ("Q-XMP01-3.md", 3, "tries", "a tries in a question of the kind find"),
        ),
        ("questions.txt", "Q-XMP01-3 find", "Q-XMP01-3", ("questions.txt", 4, "entry", "'Q-XMP01-3'")),
        (
            "questions.txt",
            "Q-XMP01-3 find",
            "Q-XMP01-3 -> nothing",
            ("Q-XMP01-3.md", 1, "question", "Q-XMP01-3, which was retired"),
        ),
        (
            "questions.txt",
            "Q-XMP01-3 find",
            "Q-XMP01-3 mend",
            ("Q-XMP01-3.md", 1, "question", "Q-XMP01-3, which is not in questions.txt"),
        ),
        (
            "questions.txt",
            "# kinds",
            "Q-XMP01-4 mend",
            ("questions.txt", 1, "Q-XMP01-4", "no question of this ID"),
        ),
    ],
)
def test_a_slip_names_its_file_its_line_and_what_was_found(
    week_folder: Path, name: str, old: str, new: str, slip: tuple[str, int, str, str]
) -> None:
    path = week_folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert slip in slips_of(week_folder)


def test_every_slip_comes_at_once(week_folder: Path) -> None:
    (week_folder / "questions" / "Q-XMP09-1.md").write_text("---\nkind: find\n---\n", encoding="utf-8")
    (week_folder / "loops.md").write_text(CHAPTER.replace("minutes: 10", "minutes: 11"), encoding="utf-8")
    found = slips_of(week_folder)
    assert ("Q-XMP09-1.md", 1, "question", "Q-XMP09-1.md") in found
    assert ("week.md", 4, "days", "no loops") in found
    assert ("loops.md", 5, "rules", "XMP01, which lists.md has") in found or (
        "lists.md",
        5,
        "rules",
        "XMP01, which loops.md has",
    ) in found


def test_a_question_that_no_chapter_asks_is_a_slip(week_folder: Path) -> None:
    path = week_folder / "lists.md"
    path.write_text(CHAPTER.replace(", Q-XMP01-3]", "]"), encoding="utf-8")
    assert slips_of(week_folder) == [("Q-XMP01-3.md", 1, "question", "no chapter that asks it")]


@pytest.fixture(scope="module")
def week(book: Catalogue) -> Week:
    """The real week."""
    found = read_week(SNIPPETS, book)
    assert found is not None
    return found


def test_each_rule_is_in_exactly_one_chapter(book: Catalogue, week: Week) -> None:
    times = Counter(rule.id for chapter in week.chapters for rule in chapter.rules)
    found = {rule.id: times[rule.id] for rule in book.rules if times[rule.id] != 1}
    assert found == {}, "name each rule in the `rules` of one chapter in snippets/week/, where it fits best"


def test_the_week_is_short_and_each_day_takes_less_than_an_hour_and_a_half(week: Week) -> None:
    assert 8 <= len(week.chapters) <= 12
    assert max(sum(chapter.matter.minutes for chapter in day) for day in week.days.values()) <= 90


def test_there_are_enough_questions_of_every_kind(week: Week) -> None:
    kinds = Counter(question.matter.kind for question in week.questions)
    assert sum(kinds.values()) >= 30
    assert min(kinds[kind] for kind in ("predict", "choose", "find", "mend")) >= 3
