"""What a browser makes of a page: its elements, and what in it would run."""

from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

_ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href", "poster", "background"}
_RUNNING_SCHEMES = ("javascript:", "vbscript:", "data:text/html", "data:image/svg")
_EMBEDDING = {"iframe", "object", "embed", "frame", "applet", "portal"}


class Element(NamedTuple):
    """One start tag: its name and its attributes, both in lower case; ``text`` is what directly follows it."""

    name: str
    attributes: dict[str, str]
    text: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str], list[str]]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in reversed(attrs)}, []))

    def handle_data(self, data: str) -> None:
        self.said.append(data)
        if self.tags:
            self.tags[-1][2].append(data)


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page + ("" if page.rstrip().endswith(">") else ">"))  # a tag left open at the end still counts
    reader.close()
    return reader


def elements(page: str) -> list[Element]:
    """Return the elements of an HTML page, in their order.

    Examples:
        >>> elements('<p Title="&lt;b&gt;">Ada</p>')
        [Element(name='p', attributes={'title': '<b>'}, text='Ada')]
    """
    return [Element(name, attributes, "".join(text)) for name, attributes, text in _read(page).tags]


def shown(page: str) -> str:
    """Return the texts of the page, as a reader sees them: no tags, and the references resolved.

    Examples:
        >>> shown("<b>Pulse</b> &lt; 60")
        'Pulse < 60'
    """
    page = page.rstrip()
    return "".join(_read(page + "<br>").said)


def made(page: str, calm: str) -> list[str]:
    """Return the elements and attributes that ``page`` has more of than ``calm``: what a hostile text made.

    ``calm`` is the page with a harmless text in the same place. Attributes are written ``element.attribute``.

    Examples:
        >>> made('<td><img src=x onerror=steal()></td>', '<td>Ada</td>')
        ['img', 'img.onerror', 'img.src']
    """
    return sorted((_pieces(page) - _pieces(calm)).elements())


def _pieces(page: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for element in elements(page):
        found[element.name] += 1
        found.update(f"{element.name}.{name}" for name in element.attributes)
    return found


def scripts(page: str) -> list[str]:
    """Return what a browser would run or load of a page's own accord: scripts, handlers, ``javascript:``, frames.

    Each is given as ``element`` or ``element.attribute`` and its text; the page's own ones are among them.

    Examples:
        >>> scripts('<b OnClick=steal()><a href=" java&Tab;script:steal()">Ada</a>&lt;script&gt;')
        ['b.onclick: steal()', 'a.href: javascript:steal()']
    """
    return [line for element in elements(page) for line in _running(element)]


def _running(element: Element) -> list[str]:
    found = []
    if element.name == "script" or (element.name in _EMBEDDING and "srcdoc" not in element.attributes):
        found.append(f"{element.name}: {element.attributes.get('src') or element.text}".rstrip(": "))
    if element.name == "meta" and element.attributes.get("http-equiv", "").lower() == "refresh":
        found.append(f"meta.refresh: {element.attributes.get('content', '')}")
    for name, value in element.attributes.items():
        address = "".join(letter for letter in value if letter > " ")
        if name.startswith("on"):
            found.append(f"{element.name}.{name}: {value}")
        elif name in _ADDRESSES and address.lower().startswith(_RUNNING_SCHEMES):
            found.append(f"{element.name}.{name}: {address}")
        elif name == "srcdoc":
            found.append(f"{element.name}.srcdoc: {value}")
    return found
