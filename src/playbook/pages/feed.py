"""The feed of what became of the rules, as Atom (RFC 4287)."""

import datetime as dt
import uuid
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from playbook.book.catalogue import Catalogue
from playbook.pages.changes import HEADINGS, Told, anchor_of, told

FEED_FILE = "changes.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_NAME = "The Backend Playbook: what changed"
_MOST = 200
_BEGINNING = dt.date(1970, 1, 1)


def feed(catalogue: Catalogue, address: str | None) -> str:
    """Return the newest changes as a feed, for a site at this address; without one, links are relative to the feed."""
    root, entries = Element("feed", xmlns=_ATOM), told(catalogue)[:_MOST]
    base = address or ""
    SubElement(root, "id").text = _permanent("feed")
    SubElement(root, "title").text = _NAME
    SubElement(root, "updated").text = _moment(max((one.change.date for one in entries), default=_BEGINNING))
    SubElement(SubElement(root, "author"), "name").text = "The Backend Playbook"
    SubElement(root, "link", rel="self", type="application/atom+xml", href=f"{base}{FEED_FILE}")
    SubElement(root, "link", rel="alternate", type="text/html", href=f"{base}changes/")
    for one in entries:
        _add(root, one, base)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _add(root: Element, one: Told, base: str) -> None:
    entry, change = SubElement(root, "entry"), one.change
    heading = HEADINGS[change.kind]
    SubElement(entry, "id").text = _permanent(f"{one.id}/{change.kind}/{change.date}/{change.version}")
    SubElement(entry, "title").text = f"{heading}: {one.id} · {one.title}"
    SubElement(entry, "updated").text = _moment(change.date)
    SubElement(entry, "link", rel="alternate", type="text/html", href=f"{base}rules/{one.id}/")
    SubElement(entry, "link", rel="related", type="text/html", href=f"{base}changes/#{anchor_of(change)}")
    said = "; ".join(one.details) or (f"{one.id} leads to {change.to}" if change.to else one.title)
    SubElement(entry, "summary").text = f"{heading} in version {change.version}. {said}."


def _permanent(name: str) -> str:
    """Return an identifier that stays the same wherever the site is served from."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"https://github.com/backend-playbook/backend-playbook/{name}").urn


def _moment(date: dt.date) -> str:
    return f"{date}T00:00:00Z"
