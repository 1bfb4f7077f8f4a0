"""The command ``playbook changes``."""

import datetime as dt

import click

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.book.record import RECORD_FILE, Change, write_record
from playbook.book.slips import CatalogueError
from playbook.history.comparing import differing, updated
from playbook.history.released import last_release, released_ids
from playbook.project import release, rules_root

RUN = "run `playbook changes` and commit the file"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if something is not recorded.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day of the changes; today, without it.")
def changes(check: bool, date: dt.datetime | None) -> None:
    """Record what has changed in substance: level, title, sentence or claims of a rule, and which came and went."""
    root = rules_root()
    try:
        catalogue = read_catalogue(root)
    except CatalogueError as error:
        raise click.ClickException(str(error)) from None
    stamp = Change(date=(date or dt.datetime.now(dt.UTC)).date(), version=release(), kind="new")
    found = list(differing(catalogue.record, catalogue, stamp))
    for rule_id, words in found:
        click.echo(f"{rule_id} {words}")
    vanished = vanished_ids(catalogue)
    if vanished:
        raise click.ClickException(vanished)
    if check and found:
        raise click.ClickException(f"not recorded in snippets/{RECORD_FILE}: {len(found)} of the rules; {RUN}")
    if found:
        write_record(root / RECORD_FILE, updated(catalogue.record, catalogue, stamp))
    click.echo(f"{root / RECORD_FILE}: {len(found)} rules differ from what was recorded")


def vanished_ids(catalogue: Catalogue) -> str:
    """Return which IDs of the last release are in the ledger no more, and what to do; nothing if all are there."""
    project = rules_root().resolve().parent
    tag = last_release(project)
    gone = released_ids(project, tag) - {rule.id for rule in catalogue.rules} - set(catalogue.retired) if tag else set()
    if not gone:
        return ""
    return f"{tag} had {', '.join(sorted(gone))}; bring the lines back into snippets/ids.txt, or retire them there"
