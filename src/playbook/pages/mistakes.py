"""The wrong tries of a rule as its page shows them: what they change, why people believe them, what catches them."""

from dataclasses import dataclass
from functools import cache

from playbook.book.catalogue import Rule
from playbook.book.tries import Try
from playbook.pages.difference import excerpts, hunks
from playbook.pages.listing import excerpt
from playbook.pages.views import Given, Sides, given
from playbook.proof import Side

# Words that file names have in lower case, and no title.
_AS_WRITTEN = {word.lower(): word for word in ("CORS", "DTO", "HTTP", "ID", "ISO", "JSON", "Python", "SMTP", "SQL")}


@dataclass(frozen=True, slots=True)
class Catch:
    """The claim that a try breaks: its caption and its source, what the try gives there, and what is wanted."""

    says: str
    source: str
    got: Given
    want: Given


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong try: its name and a title, the reason, the lines that it changes beside those of an example."""

    name: str
    title: str
    reason: str
    sides: Sides
    catch: Catch | None


def mistakes(rule: Rule) -> list[Mistake]:
    """Return the rule's wrong tries, in the order of its front matter."""
    return [_mistake(rule, one) for one in rule.tries if not one.right]


def _mistake(rule: Rule, one: Try) -> Mistake:
    near, further = by_distance(rule, one.source)
    sides = _sides(near, rule.source(near), one.source, one.reason, rule.source(further))
    return Mistake(one.name, _title(one.name), one.reason, sides, catch_of(rule, one))


def _title(name: str) -> str:
    """Return the name of a try as a title: ``wrong_picks_in_python`` is "Picks in Python"."""
    title = " ".join(_AS_WRITTEN.get(word, word) for word in name.removeprefix("wrong_").split("_"))
    return title[:1].upper() + title[1:]


def catch_of(rule: Rule, one: Try) -> Catch | None:
    """Return the claim that a try breaks, or nothing where that is not known or the proof has no such line."""
    caught = one.caught
    line = next((line for line in rule.lines if caught and line.number == caught.line), None)
    if caught is None or line is None:
        return None
    return Catch(line.says, line.source, given(caught.got, line.want), given(line.want, caught.got))


@cache  # `make serve` looks again only at what changed
def _sides(side: Side, base: str, source: str, reason: str, further: str) -> Sides:
    """Return the lines of the example that the try is nearer to, and those of the try."""
    before, after = excerpts(base, source, reason, further)
    differing = hunks(base.splitlines(), source.splitlines())
    return (
        (side, f"The {side} example", excerpt(base, before, [row + 1 for hunk in differing for row in hunk.bad])),
        ("handed", "This try", excerpt(source, after, [row + 1 for hunk in differing for row in hunk.good])),
    )


def by_distance(rule: Rule, source: str) -> list[Side]:
    """Return both examples, first the one from which this source differs in fewer lines."""
    sides: tuple[Side, Side] = ("bad", "good")
    return sorted(sides, key=lambda side: _distance(rule.source(side), source))


@cache
def _distance(source: str, other: str) -> int:
    return sum(len(hunk.bad) + len(hunk.good) for hunk in hunks(source.splitlines(), other.splitlines()))
