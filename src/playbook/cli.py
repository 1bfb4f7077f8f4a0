"""The ``playbook`` command: ``new``, ``check``, ``bundle`` and ``export``."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from playbook.catalogue import Rule, Side, read_catalogue
from playbook.enforcement import unproven
from playbook.proving import fault, report
from playbook.scaffold import ScaffoldError, new_rule
from playbook.slips import CatalogueError

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
    try:
        catalogue = read_catalogue(SNIPPETS)
    except CatalogueError as error:
        raise click.ClickException(str(error)) from None
    rules = [rule for rule in catalogue.rules if not ids or rule.id in ids]
    if unknown := set(ids) - {rule.id for rule in rules}:
        raise click.ClickException(f"no rule {', '.join(sorted(unknown))}; snippets/ids.txt lists them")
    faults = sum(_check_rule(rule) for rule in rules)
    click.echo(f"{len(rules)} rules checked, {faults} faults")
    if faults:
        raise click.exceptions.Exit(1)


def _check_rule(rule: Rule) -> int:
    """Print what each line gave, and return the number of faults."""
    click.secho(f"{rule.id}  {rule.matter.title}", bold=True)
    faults = [*_check_side(rule, "good"), *_check_side(rule, "bad")]
    missing = [*unproven(rule)]
    for message in missing:
        click.secho(f"  {message}", fg="red")
    return len(faults) + len(missing)


def _check_side(rule: Rule, side: Side) -> Iterator[str]:
    whole = report(rule, side)
    for line, result in zip(rule.lines, whole.results, strict=True):
        found = fault(side, line, result)
        first, *more = line.source.splitlines()
        click.secho(f"  {'✗' if found else '✓'} {side:4} {first}{' …' if more else ''}", fg="red" if found else None)
        if found:
            click.echo(textwrap.indent(found + whole.traceback, "      "))
            yield found
