"""Find the rules that a question is about, by the words that stand in them."""

import re
from collections.abc import Iterable

from playbook.book.catalogue import Catalogue, Rule
from playbook.finding.tools import codes_of

_WORD = re.compile(r"[a-z0-9]+")
_WEIGHTS = {"title": 4, "also": 4, "tags": 2, "review": 2, "why": 1}
_SHORTEST = 3


def find_rules(catalogue: Catalogue, query: str, limit: int) -> list[Rule]:
    """Return the rules that the query is about, the nearest first, at most ``limit`` of them.

    An ID, a tool's code or one of the names under which people know the fault finds its rule first.
    """
    asked = query.strip()
    words = {_stem(word) for word in _WORD.findall(asked.lower()) if len(word) >= _SHORTEST}
    scored = [(_score(rule, asked, words), rule) for rule in catalogue.rules]
    return [rule for score, rule in sorted(scored, key=lambda pair: -pair[0])[:limit] if score]


def _score(rule: Rule, asked: str, words: set[str]) -> int:
    codes = [code for named in codes_of(rule).values() for code in named]
    if asked.upper() in {rule.id, *codes}:
        return 1000
    if asked.lower() in {name.lower() for name in rule.matter.also}:
        return 500
    texts: dict[str, Iterable[str]] = {
        "title": [rule.matter.title],
        "also": rule.matter.also,
        "tags": rule.matter.tags,
        "review": [rule.matter.review],
        "why": [rule.sections["Why"]],
    }
    return sum(_WEIGHTS[field] * len(words & _words(parts)) for field, parts in texts.items())


def _words(texts: Iterable[str]) -> set[str]:
    return {_stem(word) for text in texts for word in _WORD.findall(text.lower())}


def _stem(word: str) -> str:
    return word.removesuffix("ing").removesuffix("es").removesuffix("s").removesuffix("ed") or word
