import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from playbook.book.catalogue import read_catalogue
from playbook.book.week import Week, read_week
from playbook.pages.navigation import week_section
from playbook.pages.pages import Pages
from playbook.pages.week import asked, questions_json, values
from tests.browser.site import SPECIMEN

CATALOGUE = read_catalogue(SPECIMEN / "snippets")


@pytest.fixture
def week() -> Week:
    """The specimen's week."""
    found = read_week(SPECIMEN / "snippets", CATALOGUE)
    assert found is not None
    return found


def section(week: Week, question: str) -> Tag:
    """Return the question as its page has it."""
    pages = Pages(CATALOGUE, "/", week=week)
    html = pages.questions(f"<!-- playbook:question {question} -->", "../../")
    found = BeautifulSoup(html, "html.parser").select_one(f'[data-question="{question}"]')
    assert found is not None
    return found


def test_the_options_of_a_prediction_are_values_of_the_proof_and_of_its_tries(week: Week) -> None:
    given = dict(values(week.questions[0]))
    assert [text for text, right in given.items() if right] == [
        "['Ada Lovelace: asthma', 'Bob Khan: diabetes', \"Siobhan O'Neill: migraine\"]"
    ]
    assert "[]" in given
    assert len(given) == 4
    # Any list that begins with Ada would pass for this one, or this one for it.
    assert "['Ada Lovelace: asthma', ...]" not in given


def test_options_keep_their_order_and_the_right_one_is_not_always_the_same(week: Week) -> None:
    first = [asked(question).right for question in week.questions]
    assert first == [asked(question).right for question in week.questions]
    assert len({letters for letters in first if letters.isalpha()}) > 1


def test_a_prompt_comes_with_the_helpers_that_it_uses_and_no_other_line(week: Week) -> None:
    used = section(week, "Q-XMP01-1").select(".pb-more-code")[1].get_text()
    assert "clinic = example.open_clinic()" in used
    assert "find_patients" not in used


def test_each_option_has_its_reason_and_the_claim_that_catches_it(week: Week) -> None:
    found = section(week, "Q-XMP01-3")
    right = str(found["data-right"])
    reasons = {str(one["data-reason"]): one.get_text(" ", strip=True) for one in found.select("[data-reason]")}
    assert sorted(reasons) == ["A", "B", "C"]
    assert "A name in place of the question mark" in reasons[right]
    assert all("The proof runs" in reasons[letter] for letter in reasons if letter != right)
    assert all("wrong_" not in str(option) and "right_" not in str(option) for option in found.select("[data-option]"))


def test_the_lines_of_a_find_are_those_that_differ(week: Week) -> None:
    found = section(week, "Q-XMP01-2")
    assert found["data-right"] == "28 29"
    assert len(found.select("[data-line]")) == len(CATALOGUE.rule("XMP01").bad.splitlines())
    assert not found.select(".pb-numbered .hll")


def test_no_two_elements_of_a_chapter_have_one_id(week: Week) -> None:
    html = "".join(str(section(week, question.id)) for question in week.chapters[0].questions)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_path_knows_where_each_question_stands(week: Week) -> None:
    places = json.loads(questions_json(week))
    assert places["Q-XMP02-1"] == {
        "url": "other-doors/#q-xmp02-1",
        "title": "Predict what it gives · XMP02, Refuse a name that is empty",
    }
    assert week_section(week) == ["week/index.md", "week/first-door.md", "week/other-doors.md"]
    pages = {page.path: page for page in Pages(CATALOGUE, "/", week=week).generated()}
    assert pages["week/other-doors.md"].edit == "snippets/week/other_doors.md"
    assert "Chapter 2 of 2 · Tuesday · 15 minutes · 3 rules" in pages["week/other-doors.md"].markdown


def test_a_book_without_a_week_has_no_page_of_one(snippets: Path) -> None:
    paths = [page.path for page in Pages(read_catalogue(snippets), "/").generated()]
    assert not [path for path in paths if path.startswith("week")]
