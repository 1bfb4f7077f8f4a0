"""The MkDocs plugin: reads the catalogue at each build, and hands MkDocs the pages and files made of it."""

import contextlib
import os
import shutil
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from jinja2 import Environment
from material.plugins.search.plugin import SearchPlugin
from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url
from mkdocstrings import MkdocstringsPlugin

from playbook.book.browser_runs import browser_runs
from playbook.book.catalogue import Catalogue, Kept, read_catalogue
from playbook.book.slips import CatalogueError
from playbook.book.week import Week, read_week
from playbook.bundle.freshness import refreshed
from playbook.finding.seen import read_seen
from playbook.finding.whole import files as whole_files
from playbook.pages.autolinks import AUTOLINKS_FILE, autolinks_script
from playbook.pages.book import BOOK_URL, PDF_FILE
from playbook.pages.checklists import checklist
from playbook.pages.compiling import compiled_templates
from playbook.pages.detecting import DETECTORS_FILE, detectors_json
from playbook.pages.drawing import DrawingError, drawn
from playbook.pages.exports import INDEX_FILE, RULES_FILE, SCHEMA_FILE, rule_json, rules_index, rules_json, rules_schema
from playbook.pages.feed import FEED_FILE, feed
from playbook.pages.inventory import names
from playbook.pages.llms import LLMS_FILE, llms_txt
from playbook.pages.navigation import filled, reference_section, rules_section, week_section
from playbook.pages.offline import FAREWELL, WORKER_FILE, write_worker
from playbook.pages.pages import AREAS_MARK, BOOK_MARK, Page, Pages
from playbook.pages.pdf import PrintError
from playbook.pages.previews import previews
from playbook.pages.reference import reference_pages, rooms
from playbook.pages.reloading import with_saved_code
from playbook.pages.remembering import (
    Memory,
    outline,
    remember_entries,
    remember_html,
    remember_templates,
    site_of,
)
from playbook.pages.search import search_entries, with_search_worker
from playbook.pages.services import zip_path, zipped
from playbook.pages.spreadsheet import CSV_FILE, rules_csv
from playbook.pages.theme import labelled_code, labelled_navigation, titled_links, without_script
from playbook.pages.twin import retired_twin, twin
from playbook.project import PROJECT, release

PLAYGROUND = "assets/playground"
# Stands in the guides for the site's address.
PLACEHOLDER = "https://playbook.example/"
_MKDOCSTRINGS = "mkdocstrings"


class PlaybookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types for it
    """The options of the plugin in ``mkdocs.yml``."""

    snippets = opt.Dir(exists=True, default="snippets")
    bundle = opt.Type(bool, default=True)


class PlaybookPlugin(BasePlugin[PlaybookConfig]):  # type: ignore[no-untyped-call]
    """Makes the pages of the rules.

    In the environment, ``PLAYBOOK_BUNDLE=0`` leaves the playground out, and ``PLAYBOOK_REFERENCE=1`` has
    ``mkdocs serve`` make the pages of the reference as well, which take a second at each save. ``PLAYBOOK_PDF`` names a
    Chromium that prints the book as a PDF at the end of a build.
    """

    _catalogue: Catalogue
    _week: Week | None
    _pages: Pages
    _area_html: dict[str, str]
    _rule_html: dict[str, str]
    _bundle: Future[Path] | None = None
    _serves: bool = False
    _nav: Navigation
    _site: Hashable

    def __init__(self) -> None:
        """Begin with nothing remembered."""
        super().__init__()
        self.memory = Memory()
        self._kept: Kept = {}

    def on_startup(self, *, command: str, **_: object) -> None:
        """Learn what MkDocs does; that this method is there makes MkDocs keep this object between rebuilds."""
        self._serves = command == "serve"

    def on_serve(self, server: LiveReloadServer, *, builder: Callable[[], None], **_: object) -> LiveReloadServer:
        """Have each rebuild use the tooling's Python as it was last saved."""
        server.builder = with_saved_code(builder)
        return server

    def on_config(self, config: MkDocsConfig) -> None:
        """Read the catalogue; put the playground's loader on every page. Raises PluginError with the authors' slips."""
        snippets = Path(self.config.snippets)
        try:
            self._catalogue = read_catalogue(snippets, self._kept)
            self._week = read_week(snippets, self._catalogue)
            drawings = drawn(self._catalogue.pictures)
        except (CatalogueError, DrawingError) as error:
            raise PluginError(str(error)) from None
        self._area_html, self._rule_html = {}, {}
        seen = read_seen(snippets)
        address = config.site_url or "/"
        self._pages = Pages(self._catalogue, address, seen, self._week, drawings=drawings, scripted=self._bundles)
        config.extra["playbook"] = {
            "rules": [name.id for name in names(self._catalogue)],
            "areas": [area.slug for area in self._catalogue.areas],
            "offline": self._bundles and not self._serves,
            "release": release(),
        }
        if MkdocstringsPlugin.css_filename in config.extra_css:  # main.html has it on the pages of the reference
            config.extra_css.remove(MkdocstringsPlugin.css_filename)
        if self._bundles:
            loader = ExtraScriptValue(f"{PLAYGROUND}/loader.js")
            loader.type = "module"
            config.extra_javascript.append(loader)
            self._bundle = _gathering(Path(config.config_file_path).parent, self._kept, after=self._bundle)

    @property
    def _printer(self) -> str:
        return "" if self._serves else os.environ.get("PLAYBOOK_PDF", "")

    @property
    def _bundles(self) -> bool:
        return self.config.bundle and os.environ.get("PLAYBOOK_BUNDLE") != "0"

    def _remembers(self, config: MkDocsConfig) -> bool:
        """Say whether what is made serves again; the pages of the reference tell the inventory what they make."""
        return self._serves and not self._refers(config)

    def _refers(self, config: MkDocsConfig) -> bool:
        wanted = not self._serves or os.environ.get("PLAYBOOK_REFERENCE") == "1"
        return wanted and _MKDOCSTRINGS in config.plugins

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and the exports, and fill in the navigation."""
        shown = rooms() if self._refers(config) else []
        book = self._pages.book_page(with_pdf=bool(self._printer))  # the last, since it is made of the others
        for page in (*self._pages.generated(), *(reference_pages(shown) if shown else ()), book):
            files.append(_document(page, config))
        for path, text in (
            *self._exports(config.site_url or "/"),
            *self._for_reviewers(config),
            (FEED_FILE, feed(self._catalogue, config.site_url)),
        ):
            files.append(File.generated(config, path, content=text))
        for area in self._catalogue.areas:
            if area.service:
                files.append(File.generated(config, zip_path(area), content=zipped(area.service)))
        sections = {
            "playbook:rules": rules_section(self._catalogue),
            "playbook:week": week_section(self._week) if self._week else None,
            "playbook:reference": reference_section(room.name for room in shown) if shown else None,
        }
        config.nav = filled(config.nav or [], sections)
        return files

    def _exports(self, address: str) -> list[tuple[str, str]]:
        rules = [(f"{rule.url}rule.json", rule_json(rule, self._catalogue.record)) for rule in self._catalogue.rules]
        whole = [(RULES_FILE, rules_json(self._catalogue)), (SCHEMA_FILE, rules_schema(address))]
        enforcing = whole_files(list(self._catalogue.rules), address)
        whole.append((LLMS_FILE, llms_txt(self._catalogue, address)))
        found = (DETECTORS_FILE, detectors_json(self._catalogue))
        return [*whole, (INDEX_FILE, rules_index(self._catalogue)), found, *rules, *enforcing.items()]

    def _for_reviewers(self, config: MkDocsConfig) -> list[tuple[str, str]]:
        name, address = config.site_name, config.site_url or ""
        script = autolinks_script(self._catalogue, name, address)
        own = [(CSV_FILE, rules_csv(self._catalogue, address or "/")), (AUTOLINKS_FILE, script)]
        return [*own, *previews(self._catalogue, name, address).items()]

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files, **_: object) -> Navigation:
        """Keep what every page is made with."""
        self._nav, self._site = nav, site_of(config, files)
        return nav

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, **_: object) -> MkDocsPage:
        """Have a page whose Markdown is what it was keep its HTML, under ``mkdocs serve``."""
        if self._remembers(config):
            remember_html(self.memory, page, self._site)
        return page

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, **_: object) -> str:
        """Put the list of the areas in where a guide asks for it, and the site's address, if it is known."""
        if page.file.generated_by is None:
            markdown = markdown.replace(PLACEHOLDER, config.site_url or PLACEHOLDER)
        return markdown.replace(AREAS_MARK, self._pages.area_cards("areas/")) if page.is_homepage else markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: object) -> str:
        """Set examples and proofs into the pages that have some; put boxes of code within reach on every page."""
        rule_id = page.meta.get("rule")
        if page.meta.get("book"):
            return html.replace(BOOK_MARK, self._pages.book(self._area_html, self._rule_html, "../"))
        self._keep(html, page, rule_id)
        area = self._catalogue.area(page.meta["area"]) if page.meta.get("area") else None
        html = labelled_code(self._pages.served(area, html) if area else html)
        if rule_id:
            return self._pages.assembled(self._catalogue.rule(rule_id), html)
        if area:
            html = self._pages.pictured(area, html)
        try:
            root = get_relative_url(".", page.url).rstrip("/")
            return self._pages.questions(self._pages.live(html, f"{root}/"), f"{root}/")
        except LookupError as error:
            raise PluginError(f"{page.file.src_uri}: {error.args[0]}") from None

    def _keep(self, html: str, page: MkDocsPage, rule_id: str | None) -> None:
        """Keep what the book is made of."""
        if rule_id:
            self._rule_html[rule_id] = html
        elif area := page.meta.get("area"):
            self._area_html[area] = html

    def on_post_page(self, output: str, *, page: MkDocsPage, **_: object) -> str:
        """Name the sections of the navigation and the links to rules; have the page search with our own worker."""
        if page.meta.get("book"):  # nothing on it runs
            output = without_script(output, f"{PLAYGROUND}/loader.js")
        output = labelled_navigation(titled_links(output, {name.id: name.title for name in names(self._catalogue)}))
        return self._searching(output)

    def on_post_template(self, output_content: str, *, template_name: str, **_: object) -> str:
        """Have the page for what is not there search as the others do."""
        return self._searching(output_content) if template_name == "404.html" else output_content

    def _searching(self, output: str) -> str:
        """Return the page with our search; without the playground, of which it is a part, it keeps the theme's."""
        try:
            return with_search_worker(output, PLAYGROUND) if self._bundles else output
        except LookupError as error:
            raise PluginError(str(error)) from None

    @event_priority(10)  # before mkdocstrings writes the inventory, and before autorefs resolves the links
    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: object) -> Environment:
        """Make every ID a name that this site (``[SEC03][]``), others (by ``objects.inv``) and the search know."""
        autorefs: Any = config.plugins["autorefs"]
        mkdocstrings: Any = config.plugins.get(_MKDOCSTRINGS)
        for name in names(self._catalogue):
            autorefs.register_url(name.id, name.url)
            if mkdocstrings:
                mkdocstrings.handlers.inventory.register(name.id, "std", "label", name.url, -1, name.title)
        for area in self._catalogue.areas:
            if area.service:
                autorefs.register_url(f"{area.service.name}-service", f"areas/{area.slug}/#service")
        self._index_rules(config)
        env.bytecode_cache = compiled_templates("theme")
        if self._remembers(config):
            remember_templates(self.memory, env, (self._site, outline(self._nav.items)))
        return env

    def _index_rules(self, config: MkDocsConfig) -> None:
        """Put the rules into the theme's index, before the pages that it indexes by itself."""
        for plugin in config.plugins.values():
            if isinstance(plugin, SearchPlugin):
                plugin.search_index.entries += search_entries(self._catalogue, config.site_url or "/")
                if self._remembers(config):
                    remember_entries(self.memory, plugin.search_index)

    @event_priority(-100)  # after the plugins that write files, since the list names them all
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put in the rules' twins, the checklists and the playground; have a built site work offline."""
        site = Path(config.site_dir)
        self._write_twins(site, config.site_url or "/")
        for area in self._catalogue.areas:
            path = site / "checklists" / f"{area.slug}.md"
            path.write_text(checklist(area, config.site_url or ""), encoding="utf-8")
        if self._printer:
            self._print(site / BOOK_URL / PDF_FILE)
        if self._bundle is None or not self._bundles:
            return
        copy = _linked if self._serves else shutil.copy2
        shutil.copytree(self._bundle.result(), site / PLAYGROUND, dirs_exist_ok=True, copy_function=copy)
        if self._serves:
            (site / WORKER_FILE).write_text(FAREWELL, encoding="utf-8")
        else:
            write_worker(site, PLAYGROUND)

    def _write_twins(self, site: Path, address: str) -> None:
        twins = {rule.id: twin(self._catalogue, rule, address) for rule in self._catalogue.rules}
        twins |= {old: retired_twin(self._catalogue, old, address) for old in self._catalogue.retired}
        for rule_id, text in twins.items():
            (site / "rules" / f"{rule_id}.md").write_text(text, encoding="utf-8")

    def _print(self, path: Path) -> None:
        try:
            path.write_bytes(self._pages.pdf(self._area_html, self._rule_html, self._printer))
        except PrintError as error:
            raise PluginError(str(error)) from None


def _document(page: Page, config: MkDocsConfig) -> File:
    inclusion = InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, page.path, content=page.markdown, inclusion=inclusion)
    file.edit_uri = f"../{page.edit}" if page.edit else None
    return file


def _linked(source: str, target: str) -> None:
    """Put the file in without copying it, where the disk allows."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _gathering(project: Path, kept: Kept, after: Future[Path] | None) -> Future[Path]:
    """Begin to gather the bundle while MkDocs makes the pages, once an earlier gathering has ended."""
    with contextlib.suppress(Exception):
        if after:
            after.result()
    executor = ThreadPoolExecutor(1, thread_name_prefix="bundle")
    gathering = executor.submit(_built_bundle, project, kept)
    executor.shutdown(wait=False)
    return gathering


def _built_bundle(project: Path, kept: Kept) -> Path:
    """Return the folder with all that the browser needs, gathered anew if something changed since the last time.

    ``kept`` is what was read of the rules before.
    """
    out = project / ".cache" / "playground"

    def build(folder: Path) -> None:
        from playbook.bundle.bundle import build as gather  # noqa: PLC0415 - a site without the playground needs it not

        gather(folder, runs=browser_runs(read_catalogue(PROJECT / "snippets", kept)))

    try:
        refreshed(out, PROJECT, build)
    except Exception as error:
        message = f"The playground could not be put together: {error}\nPLAYBOOK_BUNDLE=0 builds the site without it."
        raise PluginError(message) from error
    return out
