"""What stands for a rule where somebody links to it: ``preview.json`` beside each rule's page.

It has the form of an oEmbed answer of the kind *rich* (https://oembed.com/), so that programs which know that form can
show a rule, and besides it the same as plain texts, from which this site makes its own cards.
"""

from html import escape
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from playbook.book.catalogue import Catalogue, Rule
from playbook.book.matter import Level
from playbook.pages.difference import shown_lines
from playbook.pages.views import with_code

PREVIEW_FILE = "preview.json"

_GAP = "…"

# As wide as a column of text, and as high as its lines: what a page that shows it in a frame makes room for.
_WIDTH = 600
_HEIGHT_AROUND = 160
_HEIGHT_OF_LINE = 20


class Difference(BaseModel):
    """The lines that decide, of each side, without the margin that they share; `…` where lines are left out."""

    model_config = ConfigDict(frozen=True)

    bad: str
    good: str


class Preview(BaseModel):
    """One rule as an oEmbed answer; the last four fields are ours."""

    model_config = ConfigDict(frozen=True)

    version: Literal["1.0"] = "1.0"
    type: Literal["rich"] = "rich"
    title: str
    provider_name: str
    provider_url: str = Field(description="the site's address; relative to this file in a site that knows none")
    url: str = Field(description="the page of the rule; relative to this file in a site that knows no address")
    html: str
    width: int = _WIDTH
    height: int
    id: str
    level: Level
    sentence: str = Field(description="what a reviewer says, as plain text; code stands between backticks")
    difference: Difference


def previews(catalogue: Catalogue, site_name: str, address: str) -> dict[str, str]:
    """Return the preview of each rule as JSON by its path in the site; a retired ID has that of the rule it became.

    ``address`` is the site's, with a slash at its end, or empty for a site that does not know it.
    """
    found = {rule.id: _preview(rule, site_name, address).model_dump_json() for rule in catalogue.rules}
    found |= {old: found[new] for old, new in catalogue.retired.items()}
    return {f"rules/{name}/{PREVIEW_FILE}": text for name, text in found.items()}


def _preview(rule: Rule, site_name: str, address: str) -> Preview:
    url = address + rule.url if address else "./"
    bad, good = shown_lines(rule, "bad", _GAP), shown_lines(rule, "good", _GAP)
    return Preview(
        title=f"{rule.id} · {rule.matter.title}",
        provider_name=site_name,
        provider_url=address or "../../",
        url=url,
        html=_html(rule, url if address else "", bad, good),
        height=_HEIGHT_AROUND + _HEIGHT_OF_LINE * (len(bad) + len(good)),
        id=rule.id,
        level=rule.matter.level,
        sentence=rule.matter.review,
        difference=Difference(bad="\n".join(bad), good="\n".join(good)),
    )


def _html(rule: Rule, url: str, bad: list[str], good: list[str]) -> str:
    """Return the rule as HTML that needs no style and no script; without an address it links nowhere."""
    title = escape(f"{rule.id} · {rule.matter.title}")
    head = f'<a href="{escape(url)}">{title}</a>' if url else title
    sides = (
        f"<p>{name}:</p><pre><code>{escape(chr(10).join(lines))}</code></pre>"
        for name, lines in (("Bad", bad), ("Good", good))
    )
    return (
        f"<blockquote><p><strong>{rule.matter.level.upper()}</strong> {head}</p>"
        f"<p>{with_code(rule.matter.review)}</p>{''.join(sides)}</blockquote>"
    )
