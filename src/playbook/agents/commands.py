"""The commands ``playbook export`` and ``playbook mcp``."""

from pathlib import Path

import click

from playbook.agents.placing import Change, PlacingError, changes, place
from playbook.agents.targets import TARGETS
from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.book.slips import CatalogueError
from playbook.pages.exports import RULES_FILE, SCHEMA_FILE, rules_json, rules_schema
from playbook.project import ADDRESS, SNIPPETS, rules_root

STALE, FAILED = 1, 2


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write to.")
@click.option(
    "--target",
    "kinds",
    type=click.Choice([*TARGETS, "all"]),
    multiple=True,
    help="For which assistants; without it, rules.json and its schema are written.",
)
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if something would change.")
@click.option("--address", envvar="PLAYBOOK_ADDRESS", default=ADDRESS, help="The address of your playbook's site.")
@click.option("--book", type=click.Path(file_okay=False, exists=True, path_type=Path), help="A folder of rules.")
def export(out: Path, kinds: tuple[str, ...], check: bool, address: str, book: Path | None) -> None:
    """Write the rules for other programs: as data, or as the files that assistants read.

    In files that are not ours, only the block between our marks is touched.
    """
    address = f"{address.rstrip('/')}/"
    try:
        if not kinds:
            _write_data(read_catalogue(book or rules_root()), out, address)
            return
        catalogue = read_catalogue(book or SNIPPETS)
        chosen = tuple(TARGETS) if "all" in kinds else kinds
        files = [file for kind in chosen for file in TARGETS[kind](catalogue, address)]
        wanted = changes(out, files, chosen)
        if not check:
            place(wanted)
    except (CatalogueError, PlacingError) as error:
        click.echo(f"Error: {error}", err=True)
        raise click.exceptions.Exit(FAILED) from None
    _say(wanted, out, len(files), check=check)


@click.command()
@click.option("--address", envvar="PLAYBOOK_ADDRESS", default=ADDRESS, help="The address of your playbook's site.")
@click.option("--book", type=click.Path(file_okay=False, exists=True, path_type=Path), default=SNIPPETS)
def mcp(address: str, book: Path) -> None:
    """Serve the rules to an assistant, over the Model Context Protocol on standard input and output."""
    try:
        from playbook.agents.server import server  # noqa: PLC0415 - the other commands do without the SDK
    except ImportError as error:
        click.echo(f"Error: {error.name} is not installed; install backend-playbook[mcp]", err=True)
        raise click.exceptions.Exit(FAILED) from None
    server(read_catalogue(book), f"{address.rstrip('/')}/").run()


def _say(wanted: list[Change], out: Path, count: int, *, check: bool) -> None:
    for change in wanted:
        word = "goes" if change.text is None else "is stale" if check else "is written"
        click.echo(f"{change.path.relative_to(out)} {word}")
    gone = sum(change.text is None for change in wanted)
    written, removed = ("stale", "to be removed") if check else ("written", "removed")
    click.echo(f"{count} files: {len(wanted) - gone} {written}, {gone} {removed}")
    if check and wanted:
        raise click.exceptions.Exit(STALE)


def _write_data(catalogue: Catalogue, out: Path, address: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / RULES_FILE).write_text(rules_json(catalogue), encoding="utf-8")
    (out / SCHEMA_FILE).write_text(rules_schema(address), encoding="utf-8")
    click.echo(f"{out / RULES_FILE} and {out / SCHEMA_FILE}")
