"""The commands ``playbook scan``, ``playbook exceptions`` and ``playbook comment``."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, TypedDict, Unpack

import click

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.book.slips import CatalogueError
from playbook.finding.files import Unread, python_files, shown
from playbook.finding.runners import ToolError
from playbook.project import ADDRESS, SNIPPETS, write_whole
from playbook.scanning.allowances import OURS, Allowance, allowances
from playbook.scanning.blame import Author, authors
from playbook.scanning.changes import changed_lines
from playbook.scanning.detectors import LEVELS, chosen
from playbook.scanning.formats import FORMATS
from playbook.scanning.notes import put_note
from playbook.scanning.scan import scan as scanned

FOUND, FAILED = 1, 2

_paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
_book = click.option(
    "--book",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=SNIPPETS,
    help="A folder of rules in place of the playbook's own.",
)


def _names(_context: click.Context, _option: click.Parameter, value: str) -> list[str]:
    """Return the IDs and areas of a text that has commas between them."""
    return [name for part in value.split(",") if (name := part.strip())]


class Options(TypedDict):
    """What `scan` may be told."""

    base: str | None
    select: list[str]
    ignore: list[str]
    level: str
    form: str
    output: Path | None
    address: str
    book: Path


@click.command()
@_paths
@click.option("--diff", "base", metavar="BASE", help="Only the lines that differ from where the branch left this one.")
@click.option("--select", callback=_names, default="", help="Only these rules and areas: `SEC03,DB`.")
@click.option("--ignore", callback=_names, default="", help="All but these rules and areas.")
@click.option(
    "--level", type=click.Choice(LEVELS), default="may", help="The least level of a rule; `must` is the highest."
)
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="text", help="What to write.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it, if not to the screen."
)
@click.option("--address", envvar="PLAYBOOK_ADDRESS", default=ADDRESS, help="The address of your playbook's site.")
@_book
def scan(paths: tuple[Path, ...], **options: Unpack[Options]) -> None:
    """Find the rules that Python code breaks, in the working directory or at PATHS.

    Ends with 0 if nothing is found, 1 if something is, 2 if it could not run.
    """
    catalogue = _catalogue(options["book"])
    address = f"{options['address'].rstrip('/')}/"
    try:
        rules = chosen(catalogue, options["select"], options["ignore"], options["level"])
        changed = changed_lines(options["base"], Path.cwd()) if options["base"] else None
        found = scanned(catalogue, rules, paths or (Path(),), changed=changed, tell=_progress())
        _put(FORMATS[options["form"]](found, address), options["output"])
    except (ToolError, OSError) as error:
        _fail(str(error))
    _say_unread(found.unread)
    raise click.exceptions.Exit(0 if found.clean else FOUND)


@click.command()
@_paths
def exceptions(paths: tuple[Path, ...]) -> None:
    """List the comments that allow what a rule or a tool forbids: where, what, why, by whom, since when."""
    try:
        files = python_files(paths or (Path(),))
    except ToolError as error:
        _fail(str(error))
    count = 0
    for path in files:
        given = allowances(path)
        by_line = authors(path, [one.line for one in given]) if given else {}
        for one in given:
            count += 1
            click.echo(_row(one, by_line.get(one.line)))
    click.echo(f"{count} exceptions in {len(files)} files")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def comment(file: Path) -> None:
    """Put FILE, as `scan --format markdown` wrote it, under the merge request of this GitLab job, once."""
    try:
        click.echo(put_note(file.read_text(encoding="utf-8"), os.environ))
    except ToolError as error:
        _fail(str(error))


def _row(one: Allowance, author: Author | None) -> str:
    names = ", ".join(one.names) or "everything"
    whose = "" if one.by == OURS else f"{one.by} "
    since = f"{author.name}, {author.day.isoformat()}" if author else "not committed"
    why = one.reason or one.fault or "no reason given"
    return f"{shown(one.path)}:{one.line}: {whose}{names}: {why} ({since})"


def _catalogue(book: Path) -> Catalogue:
    try:
        return read_catalogue(book)
    except CatalogueError as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    click.echo(f"Error: {message}", err=True)
    raise click.exceptions.Exit(FAILED)


def _say_unread(unread: Sequence[Unread]) -> None:
    for one in unread:
        click.echo(f"{shown(one.path)}:{one.line}: not read: {one.reason}", err=True)


def _put(whole: str, output: Path | None) -> None:
    if output is None:
        click.echo(whole, nl=False)
    else:
        write_whole(output, whole)


def _progress() -> Callable[[str], None]:
    """Return what shows each step on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda step: click.echo(f"… {step[:100]}", err=True)
