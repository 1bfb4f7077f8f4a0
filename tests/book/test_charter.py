"""Each statement of the team's charter has become a rule, and the charter's map shows it."""

from bs4 import BeautifulSoup

from playbook.book.catalogue import Catalogue
from playbook.pages.pages import Pages

# How many statements each section has; the first section's second statement is five principles, S, O, L, I and D.
STATEMENTS = {
    "1": 5,
    "2": 5,
    "3": 4,
    "4": 4,
    "5": 8,
    "6": 6,
    "7": 4,
    "8": 6,
    "9": 6,
    "10": 5,
    "G": 9,
    "R": 1,
    "T": 8,
    "N": 8,
}
PRINCIPLES = ["1.2 S", "1.2 O", "1.2 L", "1.2 I", "1.2 D"]
RULES = 86


def wanted() -> set[str]:
    numbers = {f"{section}.{number}" for section, count in STATEMENTS.items() for number in range(1, count + 1)}
    return numbers - {"1.2"} | set(PRINCIPLES)


def test_every_statement_of_the_charter_is_a_rule(book: Catalogue) -> None:
    covered = {rule.matter.charter for rule in book.rules}
    assert covered == wanted()
    assert len(list(book.rules)) == RULES


def test_the_map_of_the_charter_shows_each_rule_under_its_statement(book: Catalogue) -> None:
    (page,) = (page for page in Pages(book, "/").generated() if page.path == "charter.md")
    found = {
        group.select_one("th").get_text(): {name.get_text() for name in group.select("a b")}  # type: ignore[union-attr]
        for group in BeautifulSoup(page.markdown, "html.parser").select("tbody")
    }
    assert found == {number: {rule.id for rule in book.rules if rule.matter.charter == number} for number in wanted()}
