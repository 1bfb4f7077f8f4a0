"""A scan in the forms that people and hosts read: text, JSON, GitHub's annotations, one comment in Markdown."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from playbook.book.catalogue import Rule
from playbook.book.words import count
from playbook.finding.files import shown
from playbook.scanning.sarif import sarif
from playbook.scanning.scan import Citation, Misuse, Scan

MARK = "<!-- backend-playbook -->"
"""The first line of a comment: by it a bot finds the comment that it wrote before, and writes it anew."""

MOST_PLACES = 10
_ANNOTATIONS = {"must": "error", "should": "warning", "may": "notice"}

Format = Callable[[Scan, str], str]


def text(scan: Scan, address: str) -> str:
    """Return a line for each place, and a sum. Each rule's sentence and address stand at its first place."""
    rows = [*_text_rows(scan, address), *map(_misuse_row, scan.misuses)]
    return "\n".join([*rows, _sum(scan)]) + "\n"


def _text_rows(scan: Scan, address: str) -> Iterator[str]:
    told: set[str] = set()
    for one in scan.broken:
        matter, finding = one.rule.matter, one.finding
        yield f"{shown(finding.path)}:{finding.line}:{finding.column}: {matter.id} {matter.level}: {matter.title}"
        if matter.id not in told:
            yield f"    {matter.review}\n    {address}{one.rule.url}"
        told.add(matter.id)


def _misuse_row(one: Misuse) -> str:
    return f"{shown(one.allowance.path)}:{one.allowance.line}:1: this comment {one.fault}"


def _sum(scan: Scan) -> str:
    rules = len({one.rule.id for one in scan.broken})
    places = f"{count(len(scan.broken), 'place')} where {count(rules, 'rule')} {'is' if rules == 1 else 'are'} broken"
    parts = [f"{count(scan.files, 'file')}: {places}"]
    allowed = len(scan.citations) - len(scan.broken)
    parts += [f"{allowed} allowed"] if allowed else []
    parts += [f"{count(len(scan.misuses), 'comment')} at fault"] if scan.misuses else []
    parts += [f"{count(len(scan.unread), 'file')} not read"] if scan.unread else []
    return ", ".join(parts)


def as_json(scan: Scan, address: str) -> str:
    """Return all of it as JSON: `citations`, `misuses`, `unread`, `files`."""
    whole = {
        "files": scan.files,
        "citations": [_citation(one, address) for one in scan.citations],
        "misuses": [
            {"path": shown(one.allowance.path), "line": one.allowance.line, "fault": one.fault} for one in scan.misuses
        ],
        "unread": [{"path": shown(one.path), "line": one.line, "reason": one.reason} for one in scan.unread],
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _citation(one: Citation, address: str) -> dict[str, object]:
    rule, finding = one.rule, one.finding
    return {
        "path": shown(finding.path),
        "line": finding.line,
        "column": finding.column,
        "last_line": finding.last_line,
        "rule": rule.id,
        "level": rule.matter.level,
        "title": rule.matter.title,
        "review": rule.matter.review,
        "url": f"{address}{rule.url}",
        "also": [other.id for other in one.also],
        "found_by": {"tool": one.tool, "code": finding.code, "message": finding.message},
        "allowed": None if one.allowed is None else {"line": one.allowed.line, "reason": one.allowed.reason},
    }


def github(scan: Scan, address: str) -> str:
    """Return the commands by which a workflow of GitHub shows an annotation at each place."""
    rows = [
        _command(
            _ANNOTATIONS[one.rule.matter.level],
            f"{one.rule.matter.review} {address}{one.rule.url}",
            file=shown(one.finding.path),
            line=str(one.finding.line),
            endLine=str(one.finding.last_line),
            title=f"{one.rule.id}: {one.rule.matter.title}",
        )
        for one in scan.broken
    ]
    rows += [
        _command("error", f"This comment {one.fault}", file=shown(one.allowance.path), line=str(one.allowance.line))
        for one in scan.misuses
    ]
    rows += [_command("warning", one.reason, file=shown(one.path), line=str(one.line)) for one in scan.unread]
    return "".join(f"{row}\n" for row in rows)


def _command(kind: str, message: str, **properties: str) -> str:
    """Return a workflow command, escaped as `@actions/core` does it."""
    written = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{kind} {written}::{_escaped(message, '')}"


def _escaped(value: str, also: str) -> str:
    for character in f"%\r\n{also}":
        value = value.replace(character, f"%{ord(character):02X}")
    return value


def markdown(scan: Scan, address: str) -> str:
    """Return one review comment, in which each rule stands once, with its places."""
    by_rule: dict[str, list[Citation]] = defaultdict(list)
    for one in scan.broken:
        by_rule[one.rule.id].append(one)
    blocks = [MARK, *(_block(found[0].rule, found, address) for found in by_rule.values())]
    if scan.misuses:
        blocks.append("**Comments that allow something**\n\n" + "\n".join(map(_misuse_item, scan.misuses)))
    if scan.clean:
        blocks.append("No tool finds a rule of the playbook broken here.")
    if scan.unread:
        rows = (f"- {_code(f'{shown(one.path)}:{one.line}')} {_plain(one.reason)}" for one in scan.unread)
        blocks.append("**Not read**\n\n" + "\n".join(rows))
    return "\n\n".join(blocks) + "\n"


def _block(rule: Rule, found: Iterable[Citation], address: str) -> str:
    places = [_code(f"{shown(one.finding.path)}:{one.finding.line}") for one in found]
    more = [f"and {len(places) - MOST_PLACES} more"] if len(places) > MOST_PLACES else []
    head = f"**[{rule.id} · {_plain(rule.matter.title)}]({address}{rule.url})** ({rule.matter.level})"
    return f"{head}\n\n{rule.matter.review}\n\n" + "\n".join(f"- {place}" for place in [*places[:MOST_PLACES], *more])


def _misuse_item(one: Misuse) -> str:
    return f"- {_code(f'{shown(one.allowance.path)}:{one.allowance.line}')} {_plain(one.fault)}"


def _code(text: str) -> str:
    """Return the text as code in Markdown, whatever is in it."""
    fence = "`" * (1 + max((len(run) for run in text.split() if set(run) == {"`"}), default=text.count("`")))
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}"


def _plain(text: str) -> str:
    """Return the text so that Markdown shows it as it is."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|" else character for character in text)


FORMATS: Mapping[str, Format] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "github": github,
    "markdown": markdown,
}
