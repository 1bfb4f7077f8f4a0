"""What the browser needs to find broken rules in code: the codes of Ruff and the rules of ast-grep, as JSON."""

import json

import yaml

from playbook.book.catalogue import Catalogue
from playbook.book.tools import AST_GREP
from playbook.scanning.detectors import detectors

DETECTORS_FILE = "detectors.json"
IN_BROWSER = ("ruff", AST_GREP)
_TAKEN = ("rule", "constraints", "utils")


def detectors_json(catalogue: Catalogue) -> str:
    """Return the detectors that run in a browser, the IDs of rules that only other tools find, and what is cited."""
    rules = list(catalogue.rules)
    sought = detectors(rules)
    named = {pair: [rule.id for rule in naming] for pair, naming in sought.naming.items()}
    here = {rule for (tool, _), ids in named.items() if tool in IN_BROWSER for rule in ids}
    structures = [
        {"id": code, "rules": named[AST_GREP, code], "config": _config(text)}
        for code, text in sought.texts.get(AST_GREP, {}).items()
    ]
    cited = {
        rule.id: {
            "title": rule.matter.title,
            "level": rule.matter.level,
            "review": rule.matter.review,
            "url": rule.url,
        }
        for rule in rules
        if rule.id in here
    }
    whole = {
        "ruff": {code: named["ruff", code] for code in sought.texts.get("ruff", {})},
        "ast_grep": structures,
        "elsewhere": [rule.id for rule in sought.rules if rule.id not in here],
        "rules": cited,
    }
    return json.dumps(whole, ensure_ascii=False)


def _config(text: str) -> dict[str, object]:
    written = yaml.safe_load(text)
    return {name: written[name] for name in _TAKEN if name in written}
