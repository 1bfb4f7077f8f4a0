"""``autolinks.sh``: a script by which GitHub links the IDs in a repository's issues, pull requests and commits."""

import shlex

from jinja2 import Environment, PackageLoader, StrictUndefined

from playbook.book.catalogue import Catalogue

AUTOLINKS_FILE = "autolinks.sh"


def autolinks_script(catalogue: Catalogue, site_name: str, address: str) -> str:
    """Return the script for a site of this name at this address, which ends with a slash, or is empty if not known."""
    environment = Environment(
        loader=PackageLoader("playbook.pages"),
        autoescape=False,  # noqa: S701 - a script, in which `quoted` is what escapes
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {"quoted": shlex.quote, "oneline": lambda text: " ".join(text.split())}
    script = environment.get_template(AUTOLINKS_FILE)
    return script.render(site_name=site_name, address=address, prefixes=prefixes(catalogue))


def prefixes(catalogue: Catalogue) -> list[str]:
    """Return the letters that IDs begin with, those of retired ones too, each once and in their order."""
    letters = [area.matter.prefix for area in catalogue.areas] + [old.rstrip("0123456789") for old in catalogue.retired]
    return list(dict.fromkeys(letters))
