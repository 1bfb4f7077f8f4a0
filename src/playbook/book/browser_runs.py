"""What the rules have the browser do, for the bundle to see what they import."""

from playbook.book.catalogue import Catalogue
from playbook.bundle.trace import Run


def browser_runs(catalogue: Catalogue) -> list[Run]:
    """Return the runs of the rules that the browser can run, in the catalogue's order."""
    rules = [rule for rule in catalogue.rules if not rule.matter.browser]
    return [Run(tuple(rule.matter.requires), rule.proof, rule.good, rule.bad) for rule in rules]
