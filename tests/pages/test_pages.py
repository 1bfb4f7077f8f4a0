import datetime as dt
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import markdown

from playbook.book.attacks import ATTACKS_FILE, Attack, write_attack
from playbook.book.catalogue import read_catalogue
from playbook.finding.seen import look
from playbook.finding.tools import code_url, tool_name
from playbook.pages.charter import statements
from playbook.pages.pages import Page, Pages, anchor, plain_markdown
from playbook.pages.theme import labelled_code, labelled_navigation
from tests.conftest import add_tries

ADDRESS = "https://playbook.example/handbook/"
SECTIONS = ["why", "bad", "good", "proof", "in-review", "exceptions", "references"]


def edit(path: Path, **replacements: str) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in replacements.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def page_of(root: Path, path: str) -> Page:
    return next(page for page in Pages(read_catalogue(root), ADDRESS).generated() if page.path == path)


def rule_page(root: Path) -> BeautifulSoup:
    """Make the sample rule's page as the plugin does, with Python-Markdown alone."""
    pages = Pages(read_catalogue(root), ADDRESS)
    text = page_of(root, "rules/XMP01.md").markdown.split("---\n\n", 1)[1]
    html = markdown(text, extensions=["attr_list", "fenced_code"])
    return BeautifulSoup(pages.assembled(read_catalogue(root).rule("XMP01"), html), "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)} found"
    return found[0]


def test_a_rule_page_has_its_fixed_anchors_in_their_order(snippets: Path) -> None:
    assert [heading["id"] for heading in rule_page(snippets).select("h1, h2")] == ["rule", *SECTIONS]


def test_the_head_says_what_the_rule_is(snippets: Path) -> None:
    page = rule_page(snippets)
    assert one(page, "h1").get_text() == "XMP01 · Give every call its own list"
    facts = {row.dt.get_text(): row.dd.get_text() for row in page.select(".pb-facts > div") if row.dt and row.dd}
    assert {name: facts[name] for name in ("Level", "Area", "Charter", "Found by", "Tags")} == {
        "Level": "must",
        "Area": "Sample",
        "Charter": "§ 0.1",
        "Found by": "Ruff B006",
        "Tags": "state",
    }
    assert re.search(r"Python \d", facts["Tested with"])
    assert one(page, ".pb-facts .pb-must")
    links = {link.get_text(): link["href"] for link in page.select(".pb-facts a")}
    assert links["Sample"] == "../../areas/sample/"
    assert links["§ 0.1"] == "../../charter/#0-1"
    assert links["B006"] == "https://docs.astral.sh/ruff/rules/B006"
    assert links["state"] == "../?tag=state"


def test_the_review_comment_carries_the_id_and_the_address(snippets: Path) -> None:
    said = "XMP01: A default list is made once and shared by every call."
    review = one(rule_page(snippets), ".pb-review")
    assert review["data-review"] == f"{said} {ADDRESS}rules/XMP01/"
    assert said in review.get_text()


def test_code_in_the_sentence_to_say_is_shown_as_code_and_copied_as_written(snippets: Path, rule_folder: Path) -> None:
    edit(rule_folder / "rule.md", **{"review: A default list is": "review: A default such as `[]` is"})
    review = one(rule_page(snippets), ".pb-review")
    assert one(review, "q code").get_text() == "[]"
    assert "`" not in review.get_text()
    assert "`[]`" in str(review["data-review"])


def test_the_difference_comes_before_the_first_section(snippets: Path) -> None:
    page = rule_page(snippets)
    shown = one(page, ".pb-difference")
    assert shown.find_next("h2", id="why")
    assert one(shown, ".pb-bad [data-decides]").get_text().startswith("def collect(name: str, names: list[str] = [])")
    assert "list[str] | None = None" in one(shown, ".pb-good code").get_text()
    assert '"""' not in shown.get_text()


def test_the_author_may_choose_the_lines_that_decide(snippets: Path, rule_folder: Path) -> None:
    chosen = 'level: must\ndifference: {bad: "6-7", good: "6, 8"}'
    edit(rule_folder / "rule.md", **{"level: must": chosen})
    page = rule_page(snippets)
    bad, good = (one(page, f".pb-difference .pb-{side} code").get_text() for side in ("bad", "good"))
    rule = read_catalogue(snippets).rule("XMP01")
    assert [line.strip() for line in bad.splitlines()] == [rule.bad.splitlines()[row].strip() for row in (5, 6)]
    assert [line.strip() for line in good.splitlines()] == [rule.good.splitlines()[row].strip() for row in (5, 7)]
    assert one(page, ".pb-difference .pb-good .pb-left-out")


def test_the_configuration_that_turns_a_tool_on_is_there_to_copy(snippets: Path) -> None:
    page = rule_page(snippets)
    button = one(page, ".pb-configuration button")
    assert '"B006"' in one(page, str(button["data-clipboard-target"])).get_text()


def test_rules_that_are_left_out_are_named(snippets: Path, rule_folder: Path) -> None:
    assert "Left out here" not in rule_page(snippets).get_text()
    add_rule(snippets, rule_folder)
    edit(rule_folder / "rule.md", **{"level: must": "level: must\nleaves_out: [XMP02]"})
    assert one(rule_page(snippets), '.pb-facts dd > a[href="../XMP02/"]')


def test_a_wrong_try_says_what_it_changes_why_it_is_believed_and_what_catches_it(
    snippets: Path, rule_folder: Path
) -> None:
    assert not rule_page(snippets).select("#tries")
    add_tries(rule_folder)
    page, rule = rule_page(snippets), read_catalogue(snippets).rule("XMP01")
    wrong = [one for one in rule.tries if not one.right]
    assert one(page, "#proof ~ #tries ~ #in-review")
    assert one(page, '.pb-contents a[href="#tries"]')
    sections = page.select(".pb-mistake")
    assert len(sections) == len(wrong) > 0
    for section, try_ in zip(sections, wrong, strict=True):
        text = section.get_text()
        assert try_.reason in text
        assert try_.caught
        assert try_.caught.source in text
        assert try_.caught.got in text
        assert section.select(".pb-handed .hll")
        assert one(section, f'a[href="../../playground/?rule=XMP01&try={try_.name}"]')
    assert not [one for one in rule.tries if one.right and one.reason in page.get_text()]


def test_the_page_names_its_sections_near_its_top(snippets: Path) -> None:
    links = rule_page(snippets).select(".pb-contents a")
    assert [link["href"] for link in links] == [f"#{name}" for name in SECTIONS]


def test_each_line_has_an_address_and_its_number(snippets: Path) -> None:
    page, rule = rule_page(snippets), read_catalogue(snippets).rule("XMP01")
    for side, source in (("bad", rule.bad), ("good", rule.good)):
        for number, line in enumerate(source.splitlines(), 1):
            shown = one(page, f"#{side}-L{number}")
            assert shown.get_text() == f"{line}\n"
            assert one(shown, f'a[href="#{side}-L{number}"]')["data-n"] == str(number)


@pytest.mark.parametrize("side", ["bad", "good"])
def test_an_example_is_shown_whole_with_the_lines_marked_that_differ(snippets: Path, side: str) -> None:
    rule = read_catalogue(snippets).rule("XMP01")
    source = rule.good if side == "good" else rule.bad
    section = one(rule_page(snippets), f'.pb-pair[data-rule="XMP01"] > [data-example="{side}"]')
    assert section["aria-labelledby"] == side
    code = one(section, "pre > code")
    assert code.get_text() == source
    marked = [line.get_text().rstrip("\n") for line in code.select(".hll")]
    assert marked == [source.splitlines()[number - 1] for number in rule.marked(side)]  # type: ignore[arg-type]
    assert "differ" in str(one(section, "pre")["aria-label"])


def test_the_proof_is_a_table_of_what_each_line_gives(snippets: Path) -> None:
    table = one(rule_page(snippets), "table.pb-proof")
    assert [head.get_text() for head in table.select("thead th")] == ["What the proof does", "Bad", "Good"]
    assert [head.get_text() for head in table.select(".pb-says th")] == [
        "The first caller collects a name.",
        "The second caller starts afresh.",
    ]
    rows = [[cell.get_text() for cell in row.select("td")] for row in table.select("tr.pb-line")]
    assert rows == [
        ['example.collect("ada")', "holds: ['ada']", "holds: ['ada']"],
        ['example.collect("bob")', "breaks: ['ada', 'bob']", "holds: ['bob']"],
    ]
    assert [row["data-line"] for row in table.select("tr.pb-line")] == ["2", "5"]
    assert [cell["data-side"] for cell in table.select("td.pb-breaks")] == ["bad"]


def test_errors_and_silence_read_as_words(snippets: Path, rule_folder: Path) -> None:
    edit(
        rule_folder / "rule.md",
        **{
            "# bad: ['ada', 'bob']": "# bad: raises KeyError",
            ">>> # The second": ">>> value = 1\n>>> _ = example  # bad: 1\n>>> # The second",
        },
    )
    page = rule_page(snippets)
    rows = page.select("tr.pb-line")
    quiet, empty, raising = rows[0], rows[2], rows[3]
    assert "pb-quiet" in quiet["class"]
    assert quiet.get_text() == "The first caller collects a name.value = 1"
    assert one(page, ".pb-setup button").get_text() == "1 line of set-up"
    assert "3 claims" in one(page, ".pb-proof caption").get_text()
    assert [row["data-kind"] for row in rows[1:]] == ["kept", "fault", "fault"]
    assert "pb-quiet" not in empty["class"]
    assert [cell.get_text() for cell in empty.select(".pb-got")] == ["breaks: 1", "holds: nothing"]
    assert one(raising, '[data-side="bad"]').get_text() == "breaks: raises KeyError"


def test_no_text_of_a_rule_becomes_markup(snippets: Path, rule_folder: Path) -> None:
    nasty = '<b>&amp; "x" *y*'
    edit(
        rule_folder / "rule.md",
        **{
            "Give every call its own list": f"'Never <i>{nasty} __z__'",
            "A default list is made once": f"A <i>{nasty}",
            "The first caller collects": f"<i>{nasty}",
            'collect("ada")\n[': "collect(\"<i>&lt;\")\n['<i>&lt;']\n>>> [",
            "'ada']\n>>> # The second": "'<i>']\n['<i>']\n>>> # The second",
            "# bad: ['ada', 'bob']": "# bad: ['<i>&lt;', 'bob']",
        },
    )
    page = rule_page(snippets)
    assert not page.select("i i, q b, h1 b, .pb-says b, .pb-proof td i, h1 i, .pb-says i, em")
    assert one(page, "h1").get_text() == f"XMP01 · Never <i>{nasty} __z__"
    assert nasty in one(page, ".pb-review").get_text()
    assert nasty in str(one(page, ".pb-review")["data-review"])
    assert f"<i>{nasty} a name." in page.select(".pb-says")[0].get_text()
    assert "breaks: ['<i>&lt;', 'bob']" in page.get_text()


def test_what_is_said_about_the_proof_stays_beside_the_table(snippets: Path, rule_folder: Path) -> None:
    edit(rule_folder / "rule.md", **{"## Proof\n": "## Proof\n\nThe names are made up.\n"})
    page = rule_page(snippets)
    assert "The names are made up." in page.get_text()
    assert ">>>" not in page.get_text()


def test_a_rule_that_no_browser_runs_says_why(snippets: Path, rule_folder: Path) -> None:
    assert "data-browser" not in one(rule_page(snippets), ".pb-pair").attrs
    edit(rule_folder / "rule.md", **{"level: must": "level: must\nbrowser: It needs a second process."})
    assert one(rule_page(snippets), ".pb-pair")["data-browser"] == "It needs a second process."


def test_related_rules_are_those_named_and_those_that_name_this_one(snippets: Path, rule_folder: Path) -> None:
    add_rule(snippets, rule_folder)
    catalogue = read_catalogue(snippets)
    pages = Pages(catalogue, ADDRESS)
    assert [rule.id for rule in pages.related(catalogue.rule("XMP01"))] == ["XMP02"]
    assert [rule.id for rule in pages.related(catalogue.rule("XMP02"))] == ["XMP01"]
    assert "[XMP02 · Give every call its own list][XMP02]" in page_of(snippets, "rules/XMP01.md").markdown


def test_lists_hold_every_rule_once(snippets: Path, rule_folder: Path) -> None:
    add_rule(snippets, rule_folder)
    for path, to_rules in {"rules/index.md": "", "areas/sample/index.md": "../../rules/"}.items():
        links = BeautifulSoup(page_of(snippets, path).markdown, "html.parser").select(".pb-rule td:first-child a")
        assert [link["href"] for link in links] == [f"{to_rules}XMP01/", f"{to_rules}XMP02/"]


def test_the_map_of_the_charter_has_an_anchor_for_each_statement(snippets: Path, rule_folder: Path) -> None:
    add_rule(snippets, rule_folder)
    page = BeautifulSoup(page_of(snippets, "charter.md").markdown, "html.parser")
    statement = one(page, 'tbody[id="0-1"]')
    assert [link["href"] for link in statement.select("td:first-of-type a")] == ["../rules/XMP01/", "../rules/XMP02/"]
    assert one(statement, "th")["rowspan"] == "2"


def test_the_map_of_the_charter_says_how_each_rule_is_proven_found_and_tried(snippets: Path, rule_folder: Path) -> None:
    add_rule(snippets, rule_folder)
    edit(
        rule_folder / "rule.md", **{"enforced_by: {ruff: [B006]}": "enforced_by: review\nbrowser: It needs a process."}
    )
    other = rule_folder.parent / "another"
    add_tries(other)
    catalogue = read_catalogue(snippets)
    pages = Pages(catalogue, ADDRESS, look(list(catalogue.rules))).generated()
    page = next(page for page in pages if page.path == "charter.md")
    rows = one(BeautifulSoup(page.markdown, "html.parser"), 'tbody[id="0-1"]').select("tr")
    told = [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")[1:]] for row in rows]
    assert told == [
        ["must", "CPython", "review", "none"],
        ["must", "CPython, browsers", "Ruff B006 1 of 1 wrong tries", "1 right, 1 wrong"],
    ]


def test_the_map_and_the_rule_say_how_many_solutions_the_last_attack_saw_misjudged(snippets: Path) -> None:
    assert "misjudged" not in page_of(snippets, "charter.md").markdown
    assert "Attacked" not in rule_page(snippets).get_text()
    attack = Attack(date=dt.date(2030, 1, 7), right=2, refused=1, wrong=3, accepted=2)
    write_attack(snippets / ATTACKS_FILE, "XMP01", attack)
    charter = page_of(snippets, "charter.md").markdown
    assert "3 of 5 misjudged" in one(BeautifulSoup(charter, "html.parser"), 'tbody[id="0-1"]').get_text()
    assert "**3** of **5** such solutions" in charter
    assert (
        "7 January 2030: 1 of 2 right solutions refused, 2 of 3 wrong ones accepted" in rule_page(snippets).get_text()
    )


def test_statements_come_in_the_order_of_their_numbers(snippets: Path, rule_folder: Path) -> None:
    add_rule(snippets, rule_folder)
    edit(rule_folder / "rule.md", **{'"0.1"': '"0.10"'})
    edit(rule_folder.parent / "another" / "rule.md", **{'"0.1"': '"0.9 S"'})
    assert [number for number, _ in statements(read_catalogue(snippets).areas[0])] == ["0.9 S", "0.10"]


def test_a_retired_id_has_a_page_that_says_where_it_went(snippets: Path) -> None:
    edit(snippets / "ids.txt", **{"XMP01 sample": "XMP09 -> XMP01\nXMP01 sample"})
    page = page_of(snippets, "rules/XMP09.md")
    assert "[XMP01 · Give every call its own list][XMP01]" in page.markdown
    assert not page.listed


def test_pages_know_the_file_to_edit(snippets: Path) -> None:
    assert page_of(snippets, "rules/XMP01.md").edit == "snippets/sample/shared_list/rule.md"
    assert page_of(snippets, "areas/sample/index.md").edit == "snippets/sample/area.md"
    assert page_of(snippets, "rules/index.md").edit is None


@pytest.mark.parametrize(("text", "expected"), [("In review", "in-review"), ("5.3", "5-3"), ("1.2 S", "1-2-s")])
def test_anchors_are_made_of_words_and_numbers(text: str, expected: str) -> None:
    assert anchor(text) == expected


# playbook: allow NEV05 because it is a text with stars, and no query
@pytest.mark.parametrize(
    "text", ["never SELECT * or * FROM", "`x` __init__ [a][b] <b> & a_b_c #1 ~~x~~ \\ !", "1. no list"]
)
def test_plain_text_survives_markdown(text: str) -> None:
    html = markdown(f"# {plain_markdown(text)}")
    assert BeautifulSoup(html, "html.parser").get_text() == text


@pytest.mark.parametrize(
    ("tool", "code", "name", "url"),
    [
        ("ruff", "S608", "Ruff", "https://docs.astral.sh/ruff/rules/S608"),
        ("mypy", "arg-type", "mypy", "https://mypy.readthedocs.io/en/stable/_refs.html#code-arg-type"),
        (
            "bandit",
            "B608",
            "Bandit",
            "https://bandit.readthedocs.io/en/latest/plugins/b608_hardcoded_sql_expressions.html",
        ),
        ("bandit", "B999", "Bandit", "https://bandit.readthedocs.io/en/latest/plugins/index.html"),
        ("ast-grep", "some-rule", "ast-grep", ""),
    ],
)
def test_a_tool_is_named_as_its_makers_do(tool: str, code: str, name: str, url: str) -> None:
    assert (tool_name(tool), code_url(tool, code)) == (name, url)


def test_boxes_of_code_are_reached_named_and_copied_one_by_one() -> None:
    box = '<div class="language-pycon highlight"><pre><span></span><code><span>1</span>\n</code></pre></div>'
    page = BeautifulSoup(labelled_code(box + box), "html.parser")
    boxes = page.select('pre[tabindex="0"][role="group"][aria-label]')
    assert len(boxes) == 2
    for button in page.select("button[aria-label]"):
        assert one(page, str(button["data-clipboard-target"])).get_text() == "1\n"


def test_a_section_of_the_navigation_gets_its_own_name() -> None:
    link = '<a href="x"><span class="md-ellipsis">\n Security\n </span>\n</a>'
    label = '<label class="md-nav__link" for="n" id="n_label"><span class="md-nav__icon md-icon"></span></label>'
    page = BeautifulSoup(labelled_navigation(link + label), "html.parser")
    assert one(page, "#n_label").get_text().strip() == "Security"


def add_rule(root: Path, rule_folder: Path) -> None:
    """Add a second rule, which names the first."""
    other = rule_folder.parent / "another"
    other.mkdir()
    for path in rule_folder.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    edit(other / "rule.md", **{"id: XMP01": "id: XMP02", "related: []": "related: [XMP01]"})
    with (root / "ids.txt").open("a", encoding="utf-8") as ledger:
        ledger.write("XMP02 sample/another\n")


def test_a_word_that_fills_a_phones_row_stays_with_its_indentation(snippets: Path, rule_folder: Path) -> None:
    good = (rule_folder / "good.py").read_text("utf-8")
    long = "print_what_was_collected_this_morning()"
    (rule_folder / "good.py").write_text(f"{good}\n\ndef {long}:\n    {long}\n    print()\n", "utf-8")
    code = one(rule_page(snippets), ".pb-example.pb-good code")
    tied = [line.get_text() for line in code.select(".pb-l") if line.select(".pb-in")]
    assert tied == [f"    {long}\n"]
