"""The ``playbook`` command, with all of its subcommands."""

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from playbook.agents.commands import export, mcp
from playbook.book.attacks import ATTACKS_FILE, attack_of, write_attack
from playbook.book.catalogue import Catalogue, Rule, read_catalogue
from playbook.book.keeping import keep
from playbook.book.pictures import Picture
from playbook.book.scaffold import ScaffoldError, new_rule
from playbook.book.slips import CatalogueError
from playbook.book.tries import (
    CAUGHT_FILE,
    FOLDER,
    TriesError,
    Try,
    missing_tries,
    read_caught,
    try_name,
    write_caught,
)
from playbook.finding.enforcement import unproven
from playbook.finding.seen import record_seen
from playbook.history.commands import changes
from playbook.project import rules_root
from playbook.proof import NOTHING, Report, Result, Side
from playbook.proving.prove_rule import fault, proven, report
from playbook.proving.prove_try import caught, is_recorded, misjudged, try_report
from playbook.scanning.commands import comment, exceptions, scan


@click.group()
@click.version_option(package_name="backend-playbook")
def main() -> None:
    """Write, prove and publish the rules of the playbook."""


main.add_command(scan)
main.add_command(exceptions)
main.add_command(comment)
main.add_command(changes)
main.add_command(export)
main.add_command(mcp)


@main.command()
@click.argument("folder", metavar="AREA/FOLDER")
@click.option("--title", prompt="The rule, as a sentence", help="The rule, as a sentence.")
def new(folder: str, title: str) -> None:
    """Begin a rule: take the next ID of the area, write its files, and say what to do next."""
    try:
        rule_id, path = new_rule(rules_root(), folder, title)
    except ScaffoldError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{rule_id} is yours. Now fill in the files of {path}/, and run `playbook check {rule_id}`.")


@main.command()
@click.argument("ids", nargs=-1)
def check(ids: tuple[str, ...]) -> None:
    """Prove the rules of these IDs, or all of them: each line, both examples, each try, and the tools that they name.

    Their pictures are drawn, and of all rules those of the areas as well.
    Where a wrong try breaks is written down beside it, and which wrong tries a tool sees in ``seen.json``.
    """
    catalogue = _catalogue()
    rules = [rule for rule in catalogue.rules if not ids or rule.id in ids]
    if unknown := set(ids) - {rule.id for rule in rules}:
        raise click.ClickException(f"no rule {', '.join(sorted(unknown))}; snippets/ids.txt lists them")
    faults = sum(_check_rule(rule) for rule in rules) + _check_tools(catalogue, [rule.id for rule in rules])
    faults += _check_pictures([rule.picture for rule in rules if rule.picture] if ids else catalogue.pictures)
    if not faults:
        record_seen(rules_root(), catalogue, rules)
    click.echo(f"{len(rules)} rules checked, {faults} faults")
    if faults:
        raise click.exceptions.Exit(1)


def _check_rule(rule: Rule) -> int:
    """Print what each line gave, and return the number of faults."""
    click.secho(f"{rule.id}  {rule.matter.title}", bold=True)
    return len([*_check_side(rule, "good"), *_check_side(rule, "bad"), *_check_tries(rule)])


def _check_tries(rule: Rule) -> Iterator[str]:
    """Print how the proof judges each try and yield what is wrong; write down where the wrong ones break."""
    known = {one.name: one.caught for one in rule.tries if one.caught and not one.right}
    record = dict(known)
    for one in rule.tries:
        whole = try_report(rule, one)
        found = misjudged(one, whole)
        click.secho(f"  {'✗' if found else '✓'} {one.name}: {whole.verdict}", fg="red" if found else None)
        if found:
            click.echo(textwrap.indent(found, "      "))
            yield found
        elif not is_recorded(rule, one, whole) and (caught_at := caught(whole)):
            record[one.name] = caught_at
    if record != known or set(read_caught(rule.folder)) - set(record):
        write_caught(rule.folder, record)
        click.echo(f"  {rule.folder / FOLDER / CAUGHT_FILE} says where the wrong tries break")
    if rule.tries and (missing := missing_tries(rule.tries)):
        click.echo(f"  still to be written: {missing}")


def _check_tools(catalogue: Catalogue, ids: list[str]) -> int:
    """Print where the tools do not find what these rules say, and return how often."""
    slips = unproven(catalogue, ids)
    for slip in slips:
        click.secho(str(slip), fg="red")
    return len(slips)


def _check_pictures(pictures: Sequence[Picture]) -> int:
    """Print what is wrong with these pictures, and return how much; where nothing draws, say so and find no fault."""
    from playbook.pages.drawing import DrawingError, drawn  # noqa: PLC0415 - the other commands draw nothing

    try:
        drawn(pictures)
    except DrawingError as error:
        click.echo(str(error))
    except CatalogueError as error:
        for slip in error.slips:
            click.secho(str(slip), fg="red")
        return len(error.slips)
    return 0


def _check_side(rule: Rule, side: Side) -> Iterator[str]:
    whole = report(rule, side)
    for result in whole.results:
        found = fault(result)
        first, *more = result.source.splitlines()
        click.secho(f"  {'✗' if found else '✓'} {side:4} {first}{' …' if more else ''}", fg="red" if found else None)
        if found:
            click.echo(textwrap.indent(found + whole.traceback, "      "))
            yield found


@main.command("try")
@click.argument("rule_id", metavar="ID")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--keep", "name", metavar="NAME", help="Keep the file as a try of this name.")
@click.option("--right/--wrong", default=None, help="What it is; left out, the proof says.")
@click.option("--why", default="", help="The reason that goes with it: why somebody hands it in, and what it misses.")
@click.option("--attack", is_flag=True, help="Write down how many right_*.py and wrong_*.py the proof misjudged.")
def try_(
    rule_id: str, files: tuple[Path, ...], name: str | None, right: bool | None, why: str, *, attack: bool
) -> None:
    """Judge any files by a rule's proof: what each line gave, and the verdict; keep one as a try if you like."""
    rule = _rule(rule_id)
    if attack or len(files) > 1:
        if name is not None:
            raise click.ClickException("--keep takes one file: name the one to be kept")
        judged = _judge_each(rule, files)
        raise click.exceptions.Exit(_record_attack(rule, judged) if attack else int(not all(judged.values())))
    source = files[0].read_text(encoding="utf-8")
    whole = proven(rule, source, filename=files[0].name)
    for result in whole.results:
        _say(result)
    click.echo(whole.traceback, nl=False)
    _say_verdict(whole)
    if name is None:
        raise click.exceptions.Exit(0 if whole.holds else 1)
    attempt = _kept(rule, name, source, why, right=whole.holds if right is None else right, whole=whole)
    if found := misjudged(attempt, whole):
        raise click.ClickException(
            f"{attempt.name} is kept, but {found}Mend the proof, and run `playbook check {rule.id}`."
        )


def _record_attack(rule: Rule, judged: Mapping[str, bool]) -> int:
    """Write down how many of the files the proof misjudged; return 0 if it is none, else 1."""
    try:
        attack = attack_of(judged, dt.datetime.now(dt.UTC).date())
        write_attack(rules_root() / ATTACKS_FILE, rule.id, attack)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        f"{rule.id} refused {attack.refused} of {attack.right} right ones and accepted {attack.accepted} of"
        f" {attack.wrong} wrong ones; {ATTACKS_FILE} says so"
    )
    return int(attack.misjudged > 0)


def _judge_each(rule: Rule, files: tuple[Path, ...]) -> dict[str, bool]:
    """Print the lines of each file that break, and its verdict; return by the file's name whether it holds."""
    judged = {}
    for file in files:
        whole = proven(rule, file.read_text(encoding="utf-8"), filename=file.name)
        click.secho(f"{file}:", bold=True)
        for result in whole.results:
            if result.verdict == "breaks":
                _say(result)
        click.echo(whole.traceback, nl=False)
        _say_verdict(whole)
        judged[file.name] = whole.holds
    return judged


def _say_verdict(whole: Report) -> None:
    click.secho(whole.verdict, bold=True, fg=None if whole.holds else "red")


def _say(result: Result) -> None:
    """Print what a line gave, and what it was to give if that is something else."""
    broken = result.verdict == "breaks"
    first, *more = result.source.splitlines()
    click.secho(f"{'✗' if broken else '✓'} {result.kind:6} {first}{' …' if more else ''}", fg="red" if broken else None)
    if broken or result.kind != "set-up":
        click.echo(textwrap.indent(f"got:  {result.got or NOTHING}", "    "))
    if broken:
        click.echo(textwrap.indent(f"want: {result.want or NOTHING}", "    "))


def _kept(rule: Rule, name: str, source: str, why: str, *, right: bool, whole: Report) -> Try:
    """Keep the source as a try of the rule, with where it breaks if it is a wrong one."""
    if not why:
        raise click.ClickException('say with --why "…" why somebody hands it in, and what it misses')
    try:
        attempt = Try(try_name(name, right=right), why, source, None if right else caught(whole))
        path = keep(rule.folder, attempt.name, source, why)
    except TriesError as error:
        raise click.ClickException(str(error)) from None
    if attempt.caught:
        write_caught(rule.folder, {**read_caught(rule.folder), attempt.name: attempt.caught})
    click.echo(f"kept as {path}")
    return attempt


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to fill.")
def bundle(out: Path) -> None:
    """Gather what the browser needs: Pyodide, the packages, PostgreSQL and our own code."""
    from playbook.book.browser_runs import browser_runs  # noqa: PLC0415
    from playbook.bundle.bundle import build  # noqa: PLC0415 - the other commands do without its tools
    from playbook.bundle.wheels import BundleError  # noqa: PLC0415

    try:
        manifest = build(out, runs=browser_runs(_catalogue()))
    except BundleError as error:
        raise click.ClickException(str(error)) from None
    size = sum(entry.bytes for entry in manifest.files.values())
    click.echo(f"{len(manifest.files)} files, {size / 1e6:.1f} MB, in {out}")


def _catalogue() -> Catalogue:
    try:
        return read_catalogue(rules_root())
    except CatalogueError as error:
        raise click.ClickException(str(error)) from None


def _rule(rule_id: str) -> Rule:
    try:
        return _catalogue().rule(rule_id)
    except KeyError:
        raise click.ClickException(f"no rule {rule_id}; snippets/ids.txt lists them") from None
