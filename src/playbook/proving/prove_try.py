"""Prove the tries of a rule: a right one holds on every line, a wrong one breaks on a claim."""

from playbook.book.catalogue import Rule
from playbook.book.tries import CAUGHT_FILE, FOLDER, Caught, Try
from playbook.proof import Report
from playbook.proving.prove_rule import fault, proven
from playbook.proving.run_in_child import Limits


def try_report(rule: Rule, attempt: Try) -> Report:
    """Return what each line of the rule's proof gives for this try."""
    return proven(rule, attempt.source, filename=f"{attempt.name}.py")


def caught(report: Report) -> Caught | None:
    """Return the first claim that broke and what was given there, or None if every claim holds."""
    broken = next((result for result in report.claims if result.verdict == "breaks"), None)
    return Caught(line=broken.line, source=broken.source, got=broken.got) if broken else None


def misjudged(attempt: Try, report: Report) -> str:
    """Return how the proof misjudges the try, or nothing if it judges it as it should."""
    if attempt.right:
        found = "".join(fault(result) for result in report.results)
        return f"it is right, and the proof refuses it. {report.verdict}\n{found}{report.traceback}" if found else ""
    if report.unread:
        return f"it is no Python, so it shows nothing. {report.verdict}\n{report.traceback}"
    if caught(report) is None:
        return f"it is wrong, and no claim of the proof catches it. {report.verdict}\n"
    return ""


def is_recorded(rule: Rule, attempt: Try, report: Report) -> bool:
    """Return whether ``caught.json`` names a claim that this try breaks; of a right one it says nothing."""
    if attempt.right:
        return attempt.caught is None
    line = rule.claim(attempt)
    broken = {result.line for result in report.claims if result.verdict == "breaks"}
    return line is not None and line.number in broken


def try_fault(rule: Rule, attempt: Try) -> str:
    """Return what is wrong with the try or with what is recorded of it, or nothing."""
    if _breaks_where_recorded(rule, attempt):
        return ""
    report = try_report(rule, attempt)
    if found := misjudged(attempt, report):
        return found
    if not is_recorded(rule, attempt, report):
        return f"{FOLDER}/{CAUGHT_FILE} does not say where it breaks; `playbook check {rule.id}` writes that\n"
    return ""


def _breaks_where_recorded(rule: Rule, attempt: Try) -> bool:
    """Return whether a wrong try breaks the claim that is recorded: what comes after it need not be run."""
    claim = rule.claim(attempt)
    if claim is None:
        return False
    report = proven(rule, attempt.source, filename=f"{attempt.name}.py", limits=Limits(last=claim.number))
    return not misjudged(attempt, report) and is_recorded(rule, attempt, report)
