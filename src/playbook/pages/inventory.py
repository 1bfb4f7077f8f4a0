"""The names that other sites may link to: every rule's ID, living or retired, with its title and its page."""

from collections.abc import Iterator
from typing import NamedTuple

from playbook.book.catalogue import Catalogue


class Name(NamedTuple):
    """An ID, the title to show for it, and its page relative to the site's root."""

    id: str
    title: str
    url: str


def names(catalogue: Catalogue) -> Iterator[Name]:
    """Yield the name of each rule and of each retired ID."""
    for rule in catalogue.rules:
        yield Name(rule.id, f"{rule.id} · {rule.matter.title}", rule.url)
    for old, new in catalogue.retired.items():
        yield Name(old, f"{old} was retired: see {new}", f"rules/{old}/")
