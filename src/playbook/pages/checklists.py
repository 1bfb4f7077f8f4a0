"""The checklist of each area: its rules as a list of Markdown to tick off, in a pull request or on paper."""

import re

from playbook.book.catalogue import Area, Rule
from playbook.pages.difference import INLINE_CODE

_SPECIAL = re.compile(r"([\\*_\[\]<>])")


def checklist(area: Area, address: str) -> str:
    """Return the area's checklist as Markdown, for a site at this address, which ends with a slash.

    Without an address the links are relative to ``checklists/``, where the file is published.
    """
    items = "\n".join(f"- [ ] {item(rule, address)}" for rule in area.rules)
    return f"## {area.matter.title}\n\n{items}\n"


def item(rule: Rule, address: str) -> str:
    """Return what one item says: the level, the ID, which is a link, the rule, and the sentence to say in a review."""
    title, sentence = _plain(rule.matter.title), _plain(rule.matter.review)
    return f"{rule.matter.level.upper()} [{rule.id}]({address or '../'}{rule.url}) **{title}.** {sentence}"


def _plain(text: str) -> str:
    """Return Markdown that shows the text as it is; what stands between backticks is code already."""
    parts = INLINE_CODE.split(text)
    return "".join(f"`{part}`" if n % 2 else _SPECIAL.sub(r"\\\1", part) for n, part in enumerate(parts))
