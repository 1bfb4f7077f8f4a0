"""The MkDocs plugin: reads the catalogue at each build, and hands MkDocs the pages and files made of it."""

import os
import shutil
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url
from mkdocstrings import MkdocstringsPlugin

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.book.slips import CatalogueError
from playbook.pages.exports import RULES_FILE, SCHEMA_FILE, rule_json, rules_json, rules_schema
from playbook.pages.inventory import names
from playbook.pages.navigation import filled, reference_section, rules_section
from playbook.pages.offline import FAREWELL, WORKER_FILE, write_worker
from playbook.pages.pages import AREAS_MARK, Page, Pages
from playbook.pages.reference import reference_pages, rooms
from playbook.pages.theme import labelled_code, labelled_navigation, titled_links

PLAYGROUND = "assets/playground"


class PlaybookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types for it
    """The options of the plugin in ``mkdocs.yml``."""

    snippets = opt.Dir(exists=True, default="snippets")
    bundle = opt.Type(bool, default=True)


class PlaybookPlugin(BasePlugin[PlaybookConfig]):  # type: ignore[no-untyped-call]
    """Makes the pages of the rules. ``PLAYBOOK_BUNDLE=0`` in the environment leaves the playground out."""

    _catalogue: Catalogue
    _pages: Pages
    _bundle: Path | None = None
    _serves: bool = False

    def on_startup(self, *, command: str, **_: object) -> None:
        """Have MkDocs keep this object, and with it the bundle, from one rebuild of ``serve`` to the next."""
        self._bundle = None
        self._serves = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Read the catalogue; put the playground's loader on every page. Raises PluginError with the authors' slips."""
        try:
            self._catalogue = read_catalogue(Path(self.config.snippets))
        except CatalogueError as error:
            raise PluginError(str(error)) from None
        self._pages = Pages(self._catalogue, config.site_url or "/")
        config.extra["playbook"] = {
            "rules": [name.id for name in names(self._catalogue)],
            "areas": [area.slug for area in self._catalogue.areas],
            "offline": self._bundles and not self._serves,
        }
        config.extra_css.remove(MkdocstringsPlugin.css_filename)  # main.html has it on the pages of the reference
        if self._bundles:
            loader = ExtraScriptValue(f"{PLAYGROUND}/loader.js")
            loader.type = "module"
            config.extra_javascript.append(loader)

    @property
    def _bundles(self) -> bool:
        return self.config.bundle and os.environ.get("PLAYBOOK_BUNDLE") != "0"

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and the exports, and fill in the navigation."""
        shown = rooms()
        for page in (*self._pages.generated(), *reference_pages(shown)):
            files.append(_document(page, config))
        for path, text in self._exports(config.site_url or "/"):
            files.append(File.generated(config, path, content=text))
        sections = {
            "playbook:rules": rules_section(self._catalogue),
            "playbook:reference": reference_section(room.name for room in shown),
        }
        config.nav = filled(config.nav or [], sections)
        return files

    def _exports(self, address: str) -> list[tuple[str, str]]:
        rules = [(f"{rule.url}rule.json", rule_json(rule)) for rule in self._catalogue.rules]
        return [(RULES_FILE, rules_json(self._catalogue)), (SCHEMA_FILE, rules_schema(address)), *rules]

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, **_: object) -> str:
        """Put the list of the areas in where a guide asks for it."""
        return markdown.replace(AREAS_MARK, self._pages.area_cards("areas/")) if page.is_homepage else markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: object) -> str:
        """Set examples and proofs into the pages that have some; put boxes of code within reach on every page."""
        rule_id = page.meta.get("rule")
        html = labelled_code(html)
        if rule_id:
            return self._pages.assembled(self._catalogue.rule(rule_id), html)
        try:
            return self._pages.live(html, get_relative_url(".", page.url))
        except LookupError as error:
            raise PluginError(f"{page.file.src_uri}: {error.args[0]}") from None

    def on_post_page(self, output: str, **_: object) -> str:
        """Name the sections of the navigation and the links to rules."""
        return labelled_navigation(titled_links(output, {name.id: name.title for name in names(self._catalogue)}))

    @event_priority(10)  # before mkdocstrings writes the inventory, and before autorefs resolves the links
    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: object) -> Environment:
        """Make every ID a name that this site (``[SEC03][]``) and others (by ``objects.inv``) may link to."""
        autorefs: Any = config.plugins["autorefs"]
        inventory = getattr(config.plugins["mkdocstrings"], "handlers").inventory  # noqa: B009 - untyped
        for name in names(self._catalogue):
            autorefs.register_url(name.id, name.url)
            inventory.register(name.id, "std", "label", name.url, -1, name.title)
        return env

    @event_priority(-100)  # after the plugins that write files, since the list names them all
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Copy the playground, put together once and not at each rebuild; have a built site work offline."""
        if not self._bundles:
            return
        self._bundle = self._bundle or _built_bundle(Path(config.config_file_path).parent)
        site = Path(config.site_dir)
        shutil.copytree(self._bundle, site / PLAYGROUND, dirs_exist_ok=True)
        if self._serves:
            (site / WORKER_FILE).write_text(FAREWELL, encoding="utf-8")
        else:
            write_worker(site, PLAYGROUND)


def _document(page: Page, config: MkDocsConfig) -> File:
    inclusion = InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, page.path, content=page.markdown, inclusion=inclusion)
    file.edit_uri = f"../{page.edit}" if page.edit else None
    return file


def _built_bundle(project: Path) -> Path:
    from playbook.bundle.bundle import build  # noqa: PLC0415 - its needs are no needs of a site without the playground

    out = project / ".cache" / "playground"
    try:
        build(out)
    except Exception as error:
        message = f"The playground could not be put together: {error}\nPLAYBOOK_BUNDLE=0 builds the site without it."
        raise PluginError(message) from error
    return out
