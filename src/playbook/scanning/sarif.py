"""A scan as SARIF 2.1.0, the form that code hosts show beside the code.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0; the properties that GitHub reads are in its page
"SARIF support for code scanning".
"""

import json
from collections.abc import Mapping
from importlib.metadata import version
from urllib.parse import quote

from playbook.book.catalogue import Rule
from playbook.finding.files import shown
from playbook.finding.tools import tool_name
from playbook.scanning.scan import Citation, Misuse, Scan

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MISUSE = "allowance"
_LEVELS = {"must": "error", "should": "warning", "may": "note"}

_Json = Mapping[str, object]


def sarif(scan: Scan, address: str) -> str:
    """Return the scan as a log of one run. Every rule that was asked for is described, broken or not."""
    index = {rule.id: number for number, rule in enumerate(scan.rules)}
    results = [_result(one, index, address) for one in scan.citations]
    results += [_misuse(one, len(scan.rules)) for one in scan.misuses]
    driver = {
        "name": "Backend Playbook",
        "informationUri": address,
        "semanticVersion": version("backend-playbook"),
        "rules": [*(_rule(rule, address) for rule in scan.rules), _misuse_rule()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notes(scan)}],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=False) + "\n"


def _rule(rule: Rule, address: str) -> _Json:
    matter, link = rule.matter, f"{address}{rule.url}"
    return {
        "id": rule.id,
        "name": rule.folder.name,
        "shortDescription": {"text": matter.title},
        "fullDescription": {"text": matter.review},
        "help": {"text": f"{matter.review} {link}", "markdown": _help(rule, link)},
        "helpUri": link,
        "defaultConfiguration": {"level": _LEVELS[matter.level]},
        "properties": {"level": matter.level, "tags": [*dict.fromkeys([rule.area, *matter.tags])], "precision": "high"},
    }


def _help(rule: Rule, link: str) -> str:
    bad, good = (f"```python\n{rule.source(side).rstrip()}\n```" for side in ("bad", "good"))
    why = rule.sections["Why"].strip()
    return f"{why}\n\n**Bad**\n\n{bad}\n\n**Good**\n\n{good}\n\n[{rule.id}, with its proof]({link})"


def _result(one: Citation, index: Mapping[str, int], address: str) -> _Json:
    rule, finding = one.rule, one.finding
    region = {"startLine": finding.line, "startColumn": finding.column, "endLine": finding.last_line}
    said = f"{rule.matter.review} {address}{rule.url} ({tool_name(one.tool)} {finding.code}: {finding.message})"
    result: dict[str, object] = {
        "ruleId": rule.id,
        "ruleIndex": index[rule.id],
        "level": _LEVELS[rule.matter.level],
        "message": {"text": said},
        "locations": [_location(shown(finding.path), region)],
    }
    if one.allowed:
        result["suppressions"] = [{"kind": "inSource", "justification": one.allowed.reason}]
    return result


def _misuse_rule() -> _Json:
    short = "An exception in the code must name a rule, a reason, and a fault that is there"
    return {"id": MISUSE, "shortDescription": {"text": short}, "defaultConfiguration": {"level": "error"}}


def _misuse(one: Misuse, number: int) -> _Json:
    return {
        "ruleId": MISUSE,
        "ruleIndex": number,
        "level": "error",
        "message": {"text": f"This comment {one.fault}"},
        "locations": [_location(shown(one.allowance.path), {"startLine": one.allowance.line})],
    }


def _location(path: str, region: Mapping[str, int]) -> _Json:
    place = (
        {"uri": quote(path), "uriBaseId": "%SRCROOT%"} if not path.startswith("/") else {"uri": f"file://{quote(path)}"}
    )
    return {"physicalLocation": {"artifactLocation": place, "region": region}}


def _notes(scan: Scan) -> list[_Json]:
    return [
        {
            "level": "warning",
            "message": {"text": f"not read: {one.reason}"},
            "locations": [_location(shown(one.path), {"startLine": one.line})],
        }
        for one in scan.unread
    ]
