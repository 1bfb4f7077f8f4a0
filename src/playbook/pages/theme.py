"""What the theme's HTML leaves unsaid to those who use a keyboard or a screen reader."""

import re
from collections.abc import Mapping
from html import escape
from itertools import count

_CODE = re.compile(r'(<div class="(?:language-\w+ )?highlight">)<pre><span></span><code>(.*?</code></pre>)', re.DOTALL)
_SECTION = re.compile(
    r'(<span class="md-ellipsis">([^<]*)</span>\s*</a>\s*<label class="md-nav__link[^>]*>)'
    r'(\s*<span class="md-nav__icon)'
)

_LINK = re.compile(r'(<a class="autorefs autorefs-internal") (href="(?:[^"#]*/)?(?P<id>[A-Z]{2,4}\d{2})/)#"')


def labelled_code(html: str) -> str:
    """Return the page's content with each box of code named, within reach of the keyboard, and with a copy button."""
    numbers = count(1)
    return _CODE.sub(lambda match: match[1] + _box(f"code-{next(numbers)}", match[2]), html)


def _box(anchor: str, code: str) -> str:
    button = (
        f'<div class="md-code__nav"><button type="button" class="md-code__button" data-md-type="copy"'
        f' data-clipboard-target="#{anchor}" title="Copy to clipboard" aria-label="Copy the code"></button></div>'
    )
    return f'{button}<pre tabindex="0" role="group" aria-label="Code"><code id="{anchor}">{code}'


def labelled_navigation(html: str) -> str:
    """Return the page with a name in the label of each section of the navigation, where the theme has an icon alone."""
    return _SECTION.sub(lambda match: f'{match[1]}<span class="pb-sr">{match[2].strip()}</span>{match[3]}', html)


def titled_links(html: str, titles: Mapping[str, str]) -> str:
    """Return the page with its links to IDs titled, and without the empty fragment that autorefs puts at their end."""
    return _LINK.sub(lambda match: f'{match[1]} title="{escape(titles[match["id"]])}" {match[2]}"', html)


def without_script(html: str, address: str) -> str:
    """Return the page without the script at this address, relative to the site's root."""
    return re.sub(rf'\s*<script [^>]*src="[^"]*{re.escape(address)}"[^>]*></script>', "", html)
