"""What the search knows of the rules: one entry each, which leads to the top of the rule's page and holds no code.

Knows nothing of MkDocs. The entries have the form of the theme's own index, ``search/search_index.json``, so that the
theme's search can read them too; what the playbook's search (``playground/src/search/``) needs besides stands in
``rule``. The other pages are indexed by the theme.
"""

import re
from html import escape
from typing import Any

from markdown_it import MarkdownIt

from playbook.book.catalogue import Area, Catalogue, Rule
from playbook.finding.tools import code_names

_WORD = re.compile(r"[A-Za-z_]\w{2,}")

SEARCH_FILE = "search.js"

# Begins with what it looks for, which is found several times as fast as what stands behind that.
_THEMES_WORKER = re.compile(r'"search": "(?P<root>[^"]*)assets/javascripts/workers/search\.\w+\.min\.js"')


def search_entries(catalogue: Catalogue, address: str) -> list[dict[str, Any]]:
    """Return the entries of all rules and retired IDs, for a site at this address, which ends with a slash."""
    rules = [_entry(rule, area, address) for area in catalogue.areas for rule in area.rules]
    return rules + [_retired(old, catalogue.rule(new)) for old, new in catalogue.retired.items()]


def review_comment(rule: Rule, address: str) -> str:
    """Return what *Copy review comment* copies: the ID, the sentence, and the link to the rule's page."""
    return f"{rule.id}: {rule.matter.review} {address}{rule.url}"


def with_search_worker(html: str, folder: str) -> str:
    """Return the page with the playbook's search, which lies in this folder of the site, in place of the theme's.

    Raises LookupError where the theme's is not found.
    """
    replaced, count = _THEMES_WORKER.subn(rf'"search": "\g<root>{folder}/{SEARCH_FILE}"', html)
    if count != 1:
        message = (
            f"The theme's search worker stands {count} times in a page, not once: see {__name__}.with_search_worker"
        )
        raise LookupError(message)
    return replaced


def _entry(rule: Rule, area: Area, address: str) -> dict[str, Any]:
    matter = rule.matter
    return {
        "location": rule.url,
        "title": escape(f"{rule.id} · {matter.title}", quote=False),
        "text": _inline(matter.review) + _inline(_first_paragraph(rule.sections["Why"])),
        "tags": [rule.id],
        "rule": {
            "id": rule.id,
            "level": matter.level,
            "charter": matter.charter,
            "area": area.matter.title,
            "tags": matter.tags,
            "also": matter.also,
            "codes": code_names(rule),
            "words": " ".join(_further_words(rule)),
            "comment": review_comment(rule, address),
        },
    }


def _retired(old: str, new: Rule) -> dict[str, Any]:
    text = f"<p>{escape(new.id)} took its place: {escape(new.matter.title, quote=False)}.</p>"
    return {"location": f"rules/{old}/", "title": f"{old} was retired", "text": text, "tags": [old], "retired": old}


def _further_words(rule: Rule) -> list[str]:
    """Return what a reviewer may have before them, each word once: of the lines that differ, of Why and In review."""
    rows = rule.bad.splitlines()
    faulty = "\n".join(rows[number - 1] for number in rule.marked("bad"))
    prose = rule.sections["In review"] + rule.sections["Why"]
    shown = set(_WORD.findall(f"{rule.matter.title} {rule.matter.review} {_first_paragraph(rule.sections['Why'])}"))
    return [word for word in dict.fromkeys(_WORD.findall(f"{faulty}\n{prose}")) if word not in shown]


def _first_paragraph(markdown: str) -> str:
    return re.split(r"\n\s*\n", markdown.strip(), maxsplit=1)[0]


def _inline(markdown: str) -> str:
    """Return one paragraph as HTML that has no markup but ``<code>``."""
    [tokens] = [token.children or [] for token in MarkdownIt().parse(" ".join(markdown.split()))[1:2]]
    parts = []
    for token in tokens:
        text = escape(token.content, quote=False)
        if token.type == "code_inline":
            parts.append(f"<code>{text}</code>")
        elif token.type == "text":
            parts.append(re.sub(r"\[([^\]]+)\]\[\w*\]", r"\1", text))
    return f"<p>{''.join(parts)}</p>"
