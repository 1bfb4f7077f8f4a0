"""Has ``mkdocs serve`` make again only what a save changed.

Most of a rebuild goes into three things that MkDocs and its theme do for each page: its HTML is made of its Markdown,
it is set into the theme's template, and its entries are made for the theme's index. What came of each is kept, with all
that it was made of, and serves again where that is the same. None of it depends on this package's code, which may be
imported anew in between.
"""

import logging
from collections.abc import Callable, Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import CountHandler

Kept = dict[tuple[str, str], tuple[object, Any]]
_ANCHORS = "links_to_anchors"


class Index(Protocol):
    """The theme's index, ``material.plugins.search.plugin.SearchIndex``."""

    entries: list[dict[str, Any]]

    def add_entry_from_context(self, page: Page) -> None:
        """Add the entries of a page."""


class Memory:
    """What was last made for each page."""

    def __init__(self) -> None:
        self.kept: Kept = {}

    def recalled[T](self, work: str, page: Page, made_of: object, make: Callable[[], T]) -> T:
        """Return what this work gave for the page when it was made of the same, or else what it gives now.

        What is made with a warning is not kept: the next rebuild has to warn as well.
        """
        place = work, page.file.src_uri
        if place in self.kept and self.kept[place][0] == made_of:
            made: T = self.kept[place][1]
            return made
        self.kept.pop(place, None)
        warnings = CountHandler()
        warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(warnings)
        try:
            made = make()
        finally:
            logging.getLogger("mkdocs").removeHandler(warnings)
        if not warnings.get_counts():
            self.kept[place] = made_of, made
        return made


def remember_html(memory: Memory, page: Page, site: Hashable) -> None:
    """Have the page make HTML of its Markdown only where that, or ``site``, is not what it was."""
    render = page.render

    def made(config: MkDocsConfig, files: Files) -> dict[str, Any]:
        before = dict(vars(page))
        render(config, files)
        found = {name: value for name, value in vars(page).items() if before.get(name) is not value}
        return found | {_ANCHORS: {file.src_uri: links for file, links in (found.get(_ANCHORS) or {}).items()}}

    def recalled(config: MkDocsConfig, files: Files) -> None:
        found = memory.recalled("html", page, (page.markdown, site), lambda: made(config, files))
        anchors = {files.src_uris[uri]: links for uri, links in found[_ANCHORS].items()}
        vars(page).update(found | {_ANCHORS: anchors})

    page.render = recalled  # type: ignore[method-assign]


def remember_templates(memory: Memory, environment: Environment, site: Hashable) -> None:
    """Have each page set into its template only where that, the page, or ``site`` is not what it was."""
    get_template = environment.get_template

    def remembering(name: str | Template, parent: str | None = None, *rest: Any) -> Any:  # noqa: ANN401 - handed on
        template = get_template(name, parent, *rest)
        # One that another asks for is a part of that one.
        return template if parent else _Remembering(template, memory, site)

    environment.get_template = remembering  # type: ignore[method-assign,assignment]


class _Remembering:
    """A template that remembers what it gave for each page."""

    def __init__(self, template: Template, memory: Memory, site: Hashable) -> None:
        self._template = template
        self._memory = memory
        self._site = site

    def render(self, context: Mapping[str, Any]) -> str:
        """Return the page."""
        page: Page | None = context.get("page")
        if page is None:
            return self._template.render(context)
        around = [(one.url, one.title) for one in (page.previous_page, page.next_page) if one]
        addresses = page.canonical_url, page.edit_url
        made_of = self._template.name, self._site, around, addresses, _shown(page)
        return self._memory.recalled("page", page, made_of, lambda: self._template.render(context))


def remember_entries(memory: Memory, index: Index) -> None:
    """Have the entries of a page made only where the page is not what it was."""
    add = index.add_entry_from_context

    def made(page: Page) -> list[dict[str, Any]]:
        before = len(index.entries)
        add(page)
        found = index.entries[before:]
        del index.entries[before:]
        return found

    def recalled(page: Page) -> None:
        index.entries += memory.recalled("entries", page, _shown(page), lambda: made(page))

    index.add_entry_from_context = recalled  # type: ignore[method-assign]


def site_of(config: MkDocsConfig, files: Files) -> Hashable:
    """Return what all pages are made with: the configuration, the files laid over the theme, and what can be linked."""
    folder = config.theme.custom_dir
    overrides = sorted(path for path in Path(folder).rglob("*") if path.is_file()) if folder else []
    written = tuple((str(path), path.stat().st_mtime_ns) for path in [Path(config.config_file_path), *overrides])
    loaded = tuple(map(str, config.extra_javascript)), tuple(map(str, config.extra_css))
    return written, repr(config.extra), loaded, tuple(sorted(files.src_uris))


def outline(items: Iterable[Any]) -> tuple[Hashable, ...]:
    """Return the titles and addresses of the navigation, which are known once every page is read."""
    return tuple((item.title, getattr(item, "url", None), outline(item.children or ())) for item in items)


def _shown(page: Page) -> tuple[object, ...]:
    return page.url, page.title, page.content, dict(page.meta), list(map(_contents, page.toc))


def _contents(link: AnchorLink) -> tuple[object, ...]:
    return link.title, link.id, link.level, list(map(_contents, link.children))
