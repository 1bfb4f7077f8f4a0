"""A rule's page as plain Markdown, for programs that read: the same words, and no controls."""

from playbook.book.catalogue import Catalogue, Rule
from playbook.finding.tools import code_names
from playbook.pages.difference import shown_lines
from playbook.proof import NOTHING, Line, Side

_HEADINGS = ("Why", "In review", "Exceptions")
_LABELS = {"bad": "Bad: do not write this", "good": "Good: write this"}


def twin(catalogue: Catalogue, rule: Rule, address: str) -> str:
    """Return the Markdown twin of a rule's page, for a site at this address, which ends with a slash."""
    matter, area = rule.matter, catalogue.area(rule.area)
    facts = [matter.level.upper(), area.matter.title, f"charter § {matter.charter}", found_by(rule)]
    parts = [
        f"# {rule.id}: {matter.title}",
        " · ".join(facts),
        matter.review,
        *(f"## {_LABELS[side]}\n\n{lines(rule, side)}" for side in ("bad", "good")),
        f"## What is proven\n\n{_claims(rule)}",
        *(f"## {heading}\n\n{_said(rule, heading)}" for heading in _HEADINGS),
        f"Both files whole, with the proof: {address}{rule.url}",
    ]
    return "\n\n".join(parts) + "\n"


def retired_twin(catalogue: Catalogue, old: str, address: str) -> str:
    """Return the Markdown twin of a retired ID's page: where it went."""
    new = catalogue.rule(catalogue.retired[old])
    return f"# {old} is {new.id} now\n\n{new.id}: {new.matter.title}\n\n{address}rules/{new.id}.md\n"


def found_by(rule: Rule) -> str:
    """Return which tools find the rule broken, in words."""
    return f"found by {', '.join(code_names(rule)) or 'review'}"


def lines(rule: Rule, side: Side) -> str:
    """Return the lines of this side that decide, as a block of Python that says which side it is."""
    head = f"# {side.upper()}{f', breaks {rule.id}' if side == 'bad' else ''}"
    return "\n".join(["```python", head, *shown_lines(rule, side), "```"])


def _said(rule: Rule, heading: str) -> str:
    """Return a section; the first one ends with what the page shows as a picture."""
    text = rule.sections[heading].strip()
    return f"{text}\n\n{rule.picture.caption} {rule.picture.text}" if rule.picture and heading == "Why" else text


def _claims(rule: Rule) -> str:
    return "\n".join(_claim(line) for line in rule.lines if line.kind != "set-up")


def _claim(line: Line) -> str:
    good, bad = (_flat(line.wanted(side)) for side in ("good", "bad"))
    gives = f"good and bad give `{good}`" if good == bad else f"good gives `{good}`, bad gives `{bad}`"
    return f"- {line.says} {gives}." if line.says else f"- {gives[0].upper()}{gives[1:]}."


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("`", "'") or NOTHING
