"""The record of the attacks on the proofs, ``snippets/attacks.json``: how many solutions each proof misjudged.

An attacker has not seen the proof, and writes right solutions and wrong ones by the page alone. What is counted is the
first judgement, before the proof was mended. ``playbook try ID FILES --attack`` writes it down.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from playbook.book.matter import first_fault
from playbook.book.slips import Slip

ATTACKS_FILE = "attacks.json"
RIGHT, WRONG = "right_", "wrong_"

_Count = Annotated[int, Field(ge=0)]


class Attack(BaseModel):
    """The last attack on one proof: when, how many solutions were handed in, and how many of them were misjudged."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: dt.date = Field(description="the day of the attack")
    right: _Count = Field(description="how many right solutions were handed in")
    refused: _Count = Field(description="how many of these the proof refused")
    wrong: _Count = Field(description="how many wrong solutions were handed in")
    accepted: _Count = Field(description="how many of these the proof accepted")

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.refused > self.right or self.accepted > self.wrong:
            raise ValueError("more are misjudged than were handed in")
        return self

    @property
    def handed_in(self) -> int:
        """How many solutions were handed in."""
        return self.right + self.wrong

    @property
    def misjudged(self) -> int:
        """How many of them the proof misjudged."""
        return self.refused + self.accepted


_FORM = TypeAdapter(dict[str, Attack])


def attack_of(judged: Mapping[str, bool], day: dt.date) -> Attack:
    """Return the attack of this day: ``judged`` says by a file's name whether the proof accepted it.

    Raises ValueError for a name that does not say what the file is.
    """
    if strange := [name for name in judged if not name.startswith((RIGHT, WRONG))]:
        raise ValueError(f"{strange[0]} neither begins with {RIGHT} nor with {WRONG}")
    right = [holds for name, holds in judged.items() if name.startswith(RIGHT)]
    wrong = [holds for name, holds in judged.items() if name.startswith(WRONG)]
    return Attack(date=day, right=len(right), refused=right.count(False), wrong=len(wrong), accepted=wrong.count(True))


def read_attacks(path: Path, slips: list[Slip]) -> Mapping[str, Attack]:
    """Return the last attack on each rule by its ID, none where there is no file; one that cannot be read is a slip."""
    if not path.is_file():
        return {}
    try:
        return _FORM.validate_json(path.read_bytes())
    except ValidationError as error:
        slips.append(Slip(path, 1, "attacks", first_fault(error), "bring the last committed file back"))
        return {}


def write_attack(path: Path, rule_id: str, attack: Attack) -> None:
    """Write the attack as the last one on this rule; those on others stay. Raises ValueError for a damaged file."""
    written = _FORM.validate_json(path.read_bytes()) if path.is_file() else {}
    path.write_bytes(_FORM.dump_json(dict(sorted({**written, rule_id: attack}.items())), indent=1) + b"\n")


def check_attacks(path: Path, attacks: Iterable[str], known: set[str]) -> Iterator[Slip]:
    """Yield a slip for each ID with an attack that no rule has."""
    for rule_id in attacks:
        if rule_id not in known:
            yield Slip(path, 1, rule_id, "an attack on a rule that is not there", "take it out")
