"""The ``playbook`` command: ``new``, ``check``, ``bundle`` and ``export``."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from playbook.book.catalogue import Catalogue, Rule, read_catalogue
from playbook.book.scaffold import ScaffoldError, new_rule
from playbook.book.slips import CatalogueError
from playbook.finding.enforcement import unproven
from playbook.pages.exports import RULES_FILE, SCHEMA_FILE, rules_json, rules_schema
from playbook.proof import Side
from playbook.proving.prove_rule import fault, report

SNIPPETS = Path("snippets")


@click.group()
@click.version_option(package_name="backend-playbook")
def main() -> None:
    """Write, prove and publish the rules of the playbook."""


@main.command()
@click.argument("folder", metavar="AREA/FOLDER")
@click.option("--title", prompt="The rule, as a sentence", help="The rule, as a sentence.")
def new(folder: str, title: str) -> None:
    """Begin a rule: take the next ID of the area, write the three files, and say what to do next."""
    try:
        rule_id, path = new_rule(SNIPPETS, folder, title)
    except ScaffoldError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{rule_id} is yours. Now fill in the three files of {path}/, and run `playbook check {rule_id}`.")


@main.command()
@click.argument("ids", nargs=-1)
def check(ids: tuple[str, ...]) -> None:
    """Prove the rules of these IDs, or all of them: each line, both examples, and the tools that they name."""
    catalogue = _catalogue()
    rules = [rule for rule in catalogue.rules if not ids or rule.id in ids]
    if unknown := set(ids) - {rule.id for rule in rules}:
        raise click.ClickException(f"no rule {', '.join(sorted(unknown))}; snippets/ids.txt lists them")
    faults = sum(_check_rule(rule) for rule in rules) + _check_tools(catalogue, [rule.id for rule in rules])
    click.echo(f"{len(rules)} rules checked, {faults} faults")
    if faults:
        raise click.exceptions.Exit(1)


def _check_rule(rule: Rule) -> int:
    """Print what each line gave, and return the number of faults."""
    click.secho(f"{rule.id}  {rule.matter.title}", bold=True)
    return len([*_check_side(rule, "good"), *_check_side(rule, "bad")])


def _check_tools(catalogue: Catalogue, ids: list[str]) -> int:
    """Print where the tools do not find what these rules say, and return how often."""
    slips = unproven(catalogue, ids)
    for slip in slips:
        click.secho(str(slip), fg="red")
    return len(slips)


def _check_side(rule: Rule, side: Side) -> Iterator[str]:
    whole = report(rule, side)
    for result in whole.results:
        found = fault(result)
        first, *more = result.source.splitlines()
        click.secho(f"  {'✗' if found else '✓'} {side:4} {first}{' …' if more else ''}", fg="red" if found else None)
        if found:
            click.echo(textwrap.indent(found + whole.traceback, "      "))
            yield found


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to fill.")
def bundle(out: Path) -> None:
    """Gather what the browser needs: Pyodide, the packages, PostgreSQL and our own code."""
    from playbook.bundle.bundle import build  # noqa: PLC0415 - the other commands do without its tools
    from playbook.bundle.wheels import BundleError  # noqa: PLC0415

    try:
        manifest = build(out)
    except BundleError as error:
        raise click.ClickException(str(error)) from None
    size = sum(entry.bytes for entry in manifest.files.values())
    click.echo(f"{len(manifest.files)} files, {size / 1e6:.1f} MB, in {out}")


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write to.")
@click.option("--address", default="https://playbook.example/", help="The site's address, with a slash at its end.")
def export(out: Path, address: str) -> None:
    """Write the rules as data: rules.json and its JSON schema."""
    catalogue = _catalogue()
    out.mkdir(parents=True, exist_ok=True)
    (out / RULES_FILE).write_text(rules_json(catalogue), encoding="utf-8")
    (out / SCHEMA_FILE).write_text(rules_schema(address), encoding="utf-8")
    click.echo(f"{out / RULES_FILE} and {out / SCHEMA_FILE}")


def _catalogue() -> Catalogue:
    try:
        return read_catalogue(SNIPPETS)
    except CatalogueError as error:
        raise click.ClickException(str(error)) from None
