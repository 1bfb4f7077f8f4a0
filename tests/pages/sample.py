"""A small site of the sample catalogue, for what is built again and again."""

import json
from pathlib import Path
from typing import Literal

from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config


def pages_of(site: Path) -> dict[str, BeautifulSoup]:
    """Return every page by its path below the site's address."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {
        name.removesuffix("index.html"): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for name, path in found.items()
    }


class Project:
    """A small site of the sample catalogue, which is built again and again as ``mkdocs serve`` does."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "docs").mkdir()
        (root / "docs" / "index.md").write_text("# Home\n\n<!-- playbook:areas -->\n\n[XMP01][]\n", "utf-8")
        plugins = ["search", "autorefs", {"playbook": {"bundle": False}}]
        nav = [{"Home": "index.md"}, {"Rules": "playbook:rules"}, {"Reference": "playbook:reference"}]
        config = {"site_name": "Sample", "nav": nav, "plugins": plugins, "theme": {"name": "material", "font": False}}
        config["markdown_extensions"] = ["attr_list", "md_in_html", "pymdownx.superfences"]
        (root / "mkdocs.yml").write_text(json.dumps(config), "utf-8")

    def build(self, command: Literal["build", "serve"] = "build") -> dict[str, BeautifulSoup]:
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.root / "site"), strict=True)
        config.plugins.on_startup(command=command, dirty=False)
        build(config)
        return pages_of(self.root / "site")
