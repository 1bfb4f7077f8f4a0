"""The pages that are made from the catalogue: their Markdown, and what becomes of it once it is HTML.

Knows nothing of MkDocs. A rule's page is made in two steps. ``generated`` gives Markdown, in which the author's
sections stand under their fixed headings, so that links, references and the table of contents work as on any page.
``assembled`` then takes the HTML of these sections and sets it, with the examples and the proof, into the rule's page.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from playbook.book.catalogue import Area, Catalogue, Rule
from playbook.book.checks import SECTIONS
from playbook.book.pictures import Picture
from playbook.book.week import FOLDER as WEEK
from playbook.book.week import Chapter, Week
from playbook.finding.seen import Seen
from playbook.finding.tools import code_url, configuration, tool_name
from playbook.pages.book import BOOK_PAGE, PDF_FILE, chapters
from playbook.pages.changes import anchor_of, days, in_full, since
from playbook.pages.charter import standings, statements, sums
from playbook.pages.checklists import item
from playbook.pages.compiling import compiled_templates
from playbook.pages.drawing import Drawing
from playbook.pages.exports import rule_version
from playbook.pages.filters import filters, finders
from playbook.pages.mistakes import mistakes
from playbook.pages.pdf import Numbers, printed
from playbook.pages.releases import tested_with
from playbook.pages.search import review_comment
from playbook.pages.seen import counts, erring, rows
from playbook.pages.services import kilobytes, shown_parts, zipped
from playbook.pages.views import codes, difference, proof_view, released, with_code
from playbook.pages.week import KINDS, QUESTION_MARK, asked, description, questions_json
from playbook.project import ADDRESS, release

AREAS_MARK = "<!-- playbook:areas -->"
BOOK_MARK = "<!-- playbook:book -->"
SERVICE_MARK = "<!-- playbook:service -->"
LIVE_MARK = re.compile(r"<!-- playbook:live (?P<id>\w+)(?P<proof> with its proof)? -->")

_PROOF_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})pycon\n.*?^(?P=fence)\s*$", re.DOTALL | re.MULTILINE)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#+.!&-])")
_RULES_HEADING = '<h2 id="rules">'
_HEADING = re.compile(r'<h2 id="(?P<anchor>[\w-]+)">')


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it is among the documents, its Markdown, and the file to edit, relative to the project.

    One that is not listed stands in no navigation.
    """

    path: str
    markdown: str
    edit: str | None = None
    listed: bool = True


def site_address(address: str) -> str:
    """Return the site's address, or an empty text where all that is known is its root."""
    return address if "://" in address else ""


def anchor(text: str) -> str:
    """Return the fixed anchor of a heading or of a charter's number: ``in-review``, ``5-3``, ``1-2-s``."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def plain_markdown(text: str) -> str:
    """Return Markdown that shows this text as it is."""
    return _MARKDOWN.sub(r"\\\1", text).replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\&", "&amp;")


def search_words(rule: Rule) -> str:
    """Return the words by which the list finds a rule, besides those that it shows."""
    matter = rule.matter
    return " ".join([*matter.also, matter.level, f"§{matter.charter}", f"§ {matter.charter}", matter.review])


def css_text(text: str) -> Markup:
    """Return the text as CSS within HTML has it, in quotes."""
    escaped = "".join(char if char.isalnum() or char in " ·,.-" else f"\\{ord(char):06x}" for char in text)
    return Markup(f'"{escaped}"')  # noqa: S704 - what means something in HTML or CSS is escaped


def page_of(numbers: Numbers, anchor: str) -> Markup:
    """Return the attribute that says on which page of the PDF an anchor is; nothing where that is not known."""
    return Markup(' data-page="{}"').format(numbers[anchor]) if anchor in numbers else Markup("")


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("playbook.pages"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=compiled_templates("pages, with blocks trimmed and stripped"),
    )
    environment.filters |= {
        "anchor": anchor,
        "anchor_of": anchor_of,
        "code_url": lambda pair: code_url(*pair),
        "configuration": configuration,
        "css_text": css_text,
        "in_full": in_full,
        "finders": finders,
        "markdown": plain_markdown,
        "page_of": page_of,
        "search_words": search_words,
        "statements": statements,
        "tool_name": tool_name,
        "with_code": with_code,
    }
    return environment


class Pages:
    """The pages of one catalogue, for a site at this address, which ends with a slash.

    ``drawings`` are what becomes of the catalogue's pictures; one that is not among them is left out.
    ``scripted`` says that the playground's scripts come along: without them no page has a control that needs one.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        address: str,
        seen: Mapping[str, Seen] | None = None,
        week: Week | None = None,
        *,
        drawings: Mapping[Picture, Drawing] | None = None,
        scripted: bool = True,
    ) -> None:
        self._catalogue = catalogue
        self._scripted = scripted
        self._address = address
        self._seen = seen or {}
        self._week = week
        self._environment = _environment()
        self._environment.globals["drawings"] = drawings or {}
        self._environment.filters["checklist_item"] = lambda rule: item(rule, site_address(address))

    def generated(self) -> Iterator[Page]:
        """Yield the page of each rule, retired ID and area, and the lists of all."""
        yield from map(self._rule, self._catalogue.rules)
        yield from (self._retired(old, new) for old, new in self._catalogue.retired.items())
        yield from map(self._area, self._catalogue.areas)
        yield self._index()
        yield self._list("areas/index.md", "areas.md", "The areas", "The areas that the rules belong to.")
        yield self._what_tools_see()
        yield self._changes()
        yield self._list("checklists.md", "checklists.md", "Checklists", "The rules of each area, to tick off.")
        yield self._charter()
        yield from self._weeks_pages(self._week) if self._week else ()

    def book_page(self, *, with_pdf: bool) -> Page:
        """Return the page that the whole book is put into; with the PDF, it leads to it."""
        matter = {
            "title": "The whole book",
            "description": "Every rule on one page, to read in one go or to print.",
            "search": {"exclude": True},
            "hide": ["navigation", "toc"],
            "book": True,
        }
        values = {"count": len(list(self._catalogue.rules)), "release": release(), "mark": BOOK_MARK}
        body = self._render("book.md", pdf=PDF_FILE if with_pdf else "", **values)
        return Page(BOOK_PAGE, _front_matter(matter) + body)

    def book(self, areas: Mapping[str, str], rules: Mapping[str, str], root: str) -> str:
        """Return the whole book as HTML, made of the HTML of the areas' and the rules' pages, by slug and by ID.

        ``root`` leads from the book to the site's root. Raises KeyError for a page that is not there.
        """
        return self._render("book.html", chapters=chapters(self._catalogue, areas, rules), root=root, pages={})

    def pdf(self, areas: Mapping[str, str], rules: Mapping[str, str], browser: str) -> bytes:
        """Return the whole book as a PDF that this Chromium prints. Raises PrintError if it cannot."""
        parts = chapters(self._catalogue, areas, rules)
        values = {
            "chapters": parts,
            "count": len(list(self._catalogue.rules)),
            "last": max((day.date for day in days(self._catalogue)), default=None),
            "release": release(),
            "root": site_address(self._address) or ADDRESS,
        }
        return printed(lambda numbers: self._render("book_pdf.html", pages=numbers, **values), parts, browser)

    def area_cards(self, to_areas: str) -> str:
        """Return the list of the areas as HTML; ``to_areas`` leads from the page to ``areas/``."""
        return self._render("cards.html", areas=self._catalogue.areas, to_areas=to_areas)

    def live(self, html: str, root: str) -> str:
        """Return a guide's HTML with the rules set in that it asks for; ``root`` leads from the page to the root.

        Raises LookupError for a rule that is not there.
        """
        return LIVE_MARK.sub(lambda mark: self._live(mark["id"], mark["proof"] is not None, root), html)

    def _live(self, rule_id: str, with_proof: bool, root: str) -> str:
        try:
            rule = self._catalogue.rule(rule_id)
        except KeyError:
            raise LookupError(f"`<!-- playbook:live {rule_id} -->`: no rule has this ID") from None
        return self._render(
            "live.html", rule=rule, root=root, codes=codes(rule), proven=proof_view(rule) if with_proof else None
        )

    def questions(self, html: str, root: str) -> str:
        """Return a chapter's HTML with its questions set in; ``root`` leads from the page to the root."""
        chapters = self._week.chapters if self._week else []
        places = {question.id: (question, chapter) for chapter in chapters for question in chapter.questions}

        def shown(mark: re.Match[str]) -> str:
            question, chapter = places[mark["id"]]
            return self._render("question.html", asked=asked(question), chapter=chapter, root=root)

        return QUESTION_MARK.sub(shown, html)

    def assembled(self, rule: Rule, html: str) -> str:
        """Return the rule's page: ``html``, which was made of its Markdown, with the examples and the proof set in."""
        parts, wrong = _parts(html), mistakes(rule)
        return self._render(
            "rule.html",
            rule=rule,
            area=self._catalogue.area(rule.area),
            anchor=anchor(rule.matter.charter),
            comment=review_comment(rule, self._address),
            address=self._address + rule.url,
            parts=parts,
            contents=list(_contents(parts, bool(wrong))),
            shown=difference(rule),
            codes=codes(rule),
            proven=proof_view(rule),
            version=rule_version(rule),
            since=since(self._catalogue, rule.id),
            attack=self._catalogue.attacks.get(rule.id),
            left_out=[self._catalogue.rule(other) for other in rule.matter.leaves_out],
            configurations=configuration(rule),
            tested_with=released(tested_with(rule)),
            mistakes=wrong,
        )

    def pictured(self, area: Area, html: str) -> str:
        """Return the area's page with its picture, if it has one, under its introduction."""
        figure = self._render("picture.html", area=area)
        return html.replace(_RULES_HEADING, f"{figure}\n{_RULES_HEADING}", 1)

    def served(self, area: Area, html: str) -> str:
        """Return the area's page with the files of its service, if it has one, where they belong."""
        if area.service is None:
            return html
        titles = {rule.id: rule.matter.title for rule in self._catalogue.rules}
        files = self._render("service.html", parts=list(shown_parts(area.service)), titles=titles)
        return html.replace(SERVICE_MARK, files, 1)

    def related(self, rule: Rule) -> list[Rule]:
        """Return the rules that this one names, and then those that name it."""
        named = [self._catalogue.rule(other) for other in rule.matter.related]
        return named + [
            other for other in self._catalogue.rules if rule.id in other.matter.related and other not in named
        ]

    def _rule(self, rule: Rule) -> Page:
        matter = {
            "title": f"{rule.id} · {rule.matter.title}",
            "description": rule.matter.review,
            "search": {"exclude": True},  # the rule has an entry of its own
            "hide": ["toc"],
            "rule": rule.id,
        }
        sections = [(heading, anchor(heading), _prose(rule, heading)) for heading in SECTIONS]
        body = self._render("rule.md", rule=rule, sections=sections, related=self.related(rule))
        return Page(
            f"rules/{rule.id}.md", _front_matter(matter) + body, f"snippets/{rule.area}/{rule.folder.name}/rule.md"
        )

    def _retired(self, old: str, new: str) -> Page:
        left, recorded = self._catalogue.record.left(old), self._catalogue.record.rules.get(old)
        moved = left is not None and left.kind == "moved"
        matter = {
            "title": f"{old} moved" if moved else f"{old} was retired",
            "description": f"{old} is {new} now." if moved else f"{new} took the place of {old}.",
            "search": {"exclude": True},
        }
        title = recorded.title if recorded else ""
        body = self._render("retired.md", old=old, new=self._catalogue.rule(new), left=left, title=title)
        return Page(f"rules/{old}.md", _front_matter(matter) + body, listed=False)

    def _area(self, area: Area) -> Page:
        matter = {"title": area.matter.title, "description": area.matter.summary, "hide": ["toc"], "area": area.slug}
        size = kilobytes(zipped(area.service)) if area.service else 0
        body = self._render("area.md", area=area, kilobytes=size, mark=SERVICE_MARK)
        return Page(f"areas/{area.slug}/index.md", _front_matter(matter) + body, f"snippets/{area.slug}/area.md")

    def _weeks_pages(self, week: Week) -> Iterator[Page]:
        matter = {"title": week.matter.title, "description": week.matter.summary, "hide": ["toc"]}
        body = self._render("week.md", week=week, places=questions_json(week))
        yield Page(f"{WEEK}/index.md", _front_matter(matter) + body, f"snippets/{WEEK}/week.md")
        days = [(day, chapter) for day, chapters in week.days.items() for chapter in chapters]
        for number, (day, chapter) in enumerate(days, start=1):
            yield self._chapter(chapter, number, len(days), day)

    def _chapter(self, chapter: Chapter, number: int, chapters: int, day: str) -> Page:
        matter = {"title": chapter.matter.title, "description": description(chapter), "hide": ["toc"]}
        body = self._render("chapter.md", chapter=chapter, number=number, chapters=chapters, day=day, kinds=KINDS)
        edit = f"snippets/{WEEK}/{chapter.name}.md"
        return Page(f"{WEEK}/{chapter.slug}.md", _front_matter(matter) + body, edit)

    def _list(self, path: str, template: str, title: str, description: str) -> Page:
        matter = {"title": title, "description": description, "hide": ["toc"]}
        return Page(path, _front_matter(matter) + self._render(template, areas=self._catalogue.areas))

    def _index(self) -> Page:
        description = "Every rule with its level, its tool and its tags."
        matter = {"title": "All rules", "description": description, "hide": ["toc"]}
        chosen = filters(self._catalogue) if self._scripted else None
        body = self._render("rules.md", areas=self._catalogue.areas, filters=chosen)
        return Page("rules/index.md", _front_matter(matter) + body)

    def _what_tools_see(self) -> Page:
        matter = {"title": "What a tool sees", "description": "Which rules a tool finds broken, and what it misses."}
        table = rows(self._catalogue, self._seen)
        told = {"rows": table, "counts": counts(table), "erring": erring(self._catalogue)}
        return Page("seen.md", _front_matter(matter) + self._render("seen.md", **told))

    def _charter(self) -> Page:
        matter = {"title": "Charter", "description": "Which rule each statement of the charter became, and its proof."}
        standing = standings(rows(self._catalogue, self._seen), self._catalogue.attacks)
        told = {"areas": self._catalogue.areas, "standing": standing, "sums": sums(self._catalogue, standing)}
        return Page("charter.md", _front_matter(matter) + self._render("charter.md", **told))

    def _changes(self) -> Page:
        description = "Which rules are new, which changed in substance, which moved and which were retired."
        matter = {"title": "What changed", "description": description, "search": {"exclude": True}}
        body = self._render("changes.md", days=list(days(self._catalogue)), release=release())
        return Page("changes.md", _front_matter(matter) + body)

    def _render(self, template: str, **values: object) -> str:
        return self._environment.get_template(template).render(values)


def _front_matter(matter: Mapping[str, object]) -> str:
    """Return the fields as YAML; the theme writes texts into HTML as they stand, so they are escaped here."""
    escaped = {key: escape(value) if isinstance(value, str) else value for key, value in matter.items()}
    return f"---\n{yaml.safe_dump(escaped, allow_unicode=True, sort_keys=False, width=1000)}---\n\n"


def _prose(rule: Rule, heading: str) -> str:
    """Return the section's Markdown; the proof itself becomes a table, and only what is said about it stays."""
    text = rule.sections[heading]
    return _PROOF_FENCE.sub("", text).strip() if heading == "Proof" else text


def _contents(parts: Mapping[str, str], wrong: bool) -> Iterator[tuple[str, str]]:
    """Yield the anchor and the heading of each section of a rule's page."""
    for heading in (*SECTIONS, "Related rules"):
        name = "related" if heading == "Related rules" else anchor(heading)
        if parts[name]:
            yield name, heading
        if name == "proof" and wrong:
            yield "tries", "Looks right, and is not"


def _parts(html: str) -> dict[str, Markup]:
    """Return the HTML of each section, its heading included, by the heading's anchor; the title's is ``rule``."""
    title, *rest = _HEADING.split(html)
    parts = {name: Markup("") for name in ("related",)} | {"rule": Markup(title)}  # noqa: S704 - Markdown made it
    for name, text in zip(rest[::2], rest[1::2], strict=True):
        parts[name] = Markup(f'<h2 id="{name}">{text}')  # noqa: S704 - Markdown made it
    return parts
