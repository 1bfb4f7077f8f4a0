"""What a rule asks for, compared with what is recorded of it: level, title, sentence and claims; not a comma."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from playbook.book.catalogue import Catalogue, Rule
from playbook.book.record import Change, Field, Record, Recorded
from playbook.proof import Line

_NO_SUBSTANCE = re.compile(r"[\s,.;:`'\"‘’“”]+")
_FIELDS: tuple[Field, ...] = ("level", "title", "sentence")


def updated(record: Record, catalogue: Catalogue, stamp: Change) -> Record:
    """Return the record with all that has changed since; ``stamp`` has the day and the version of it."""
    rules = dict(record.rules)
    for old, new in catalogue.retired.items():
        if old in rules and not record.left(old):
            rules[old] = _left(rules[old], catalogue.rule(new), stamp)
    for rule in catalogue.rules:
        rules[rule.id] = _kept(rule, rules.get(rule.id), _moved_from(rule, rules, record), stamp)
    return Record(rules)


def differing(record: Record, catalogue: Catalogue, stamp: Change) -> Iterator[tuple[str, str]]:
    """Yield the ID of each rule that is not as recorded, and what differs, in words."""
    for rule_id, now in updated(record, catalogue, stamp).rules.items():
        before = record.rules.get(rule_id)
        if before is None:
            yield rule_id, now.changes[0].kind if now.changes else "new"
        elif now != before:
            yield rule_id, _in_words(now.changes[-1]) if now.changes != before.changes else "changed again"


def _in_words(change: Change) -> str:
    """Return what happened: ``changed: level, 2 new claims``, ``moved to API07``."""
    if change.to:
        return f"{change.kind} to {change.to}" if change.kind == "moved" else f"retired: see {change.to}"
    parts = [*change.was, *change.claims_in_words]
    return f"{change.kind}: {', '.join(parts)}" if parts else change.kind


def substance(rule: Rule) -> Recorded:
    """Return what the rule asks for now, without its changes."""
    matter = rule.matter
    claims = " ".join(_fingerprint(line) for line in rule.lines if line.kind != "set-up")
    return Recorded(level=matter.level, title=matter.title, sentence=matter.review, claims=claims, changes=())


def _fingerprint(line: Line) -> str:
    """Return a short hash of what a line claims: what is run, and what each side gives. Its caption is prose."""
    claim = "\n".join([line.source, line.wanted("good"), line.wanted("bad")])
    return hashlib.sha256(claim.encode()).hexdigest()[:8]


def _kept(rule: Rule, before: Recorded | None, come_from: str | None, stamp: Change) -> Recorded:
    now = substance(rule)
    if before is None:
        kind = "moved" if come_from else "new"
        return now.model_copy(update={"changes": (stamp.model_copy(update={"kind": kind, "come_from": come_from}),)})
    change = _change(before, now, stamp)
    if change is None:  # the recorded words stay, so that many small steps are seen as the large one that they are
        return before
    return now.model_copy(update={"changes": _with(before.changes, change, now)})


def _change(before: Recorded, now: Recorded, stamp: Change) -> Change | None:
    """Return what is different in substance, or None."""
    was = {name: getattr(before, name) for name in _FIELDS if _differs(getattr(before, name), getattr(now, name))}
    more, fewer = _came_and_went(before.claims, now.claims)
    if not was and not more and not fewer:
        return None
    update = {"kind": "changed", "was": was, "more": more, "fewer": fewer}
    return stamp.model_copy(update=update | {"claims_before": before.claims if more or fewer else ""})


def _came_and_went(before: str, now: str) -> tuple[int, int]:
    old, new = Counter(before.split()), Counter(now.split())
    return (new - old).total(), (old - new).total()


def _differs(before: str, now: str) -> bool:
    return _NO_SUBSTANCE.sub("", before).casefold() != _NO_SUBSTANCE.sub("", now).casefold()


def _with(changes: tuple[Change, ...], change: Change, now: Recorded) -> tuple[Change, ...]:
    """Return the changes with one more; what happens twice to a rule on a day and in a version is one change."""
    *earlier, last = changes
    if (last.date, last.version) != (change.date, change.version):
        return (*changes, change)
    if last.kind != "changed":
        return changes
    was = {name: text for name, text in {**change.was, **last.was}.items() if _differs(text, getattr(now, name))}
    before = last.claims_before or change.claims_before
    more, fewer = _came_and_went(before, now.claims) if before else (0, 0)
    if not was and not more and not fewer:
        return tuple(earlier)
    update = {"was": was, "more": more, "fewer": fewer, "claims_before": before if more or fewer else ""}
    return (*earlier, change.model_copy(update=update))


def _left(before: Recorded, successor: Rule, stamp: Change) -> Recorded:
    """Return the record of a rule that went: it moved if its successor claims the same, or else it was retired."""
    kind = "moved" if substance(successor).claims == before.claims else "retired"
    change = stamp.model_copy(update={"kind": kind, "to": successor.id})
    return before.model_copy(update={"changes": (*before.changes, change)})


def _moved_from(rule: Rule, rules: dict[str, Recorded], record: Record) -> str | None:
    """Return the ID that a rule had which is not recorded yet, or None."""
    if rule.id in record.rules:
        return None
    return next((old for old, one in rules.items() if _went(one, rule.id)), None)


def _went(recorded: Recorded, rule_id: str) -> bool:
    last = recorded.changes[-1] if recorded.changes else None
    return last is not None and last.kind == "moved" and last.to == rule_id
