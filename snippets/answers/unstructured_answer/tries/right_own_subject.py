"""An answer to the question: how do we tell which appointments clash?"""

ANSWER = """\
# Two appointments at once

Thank you for asking, this has bitten us before.

## Overview

`Visit.clashes` tells whether two visits of one clinician overlap, so the front desk
cannot promise the same half hour to two people.

## Architecture decisions

We compare the ends, and not each minute: it is quicker and right for any length. Nobody can read it at a
glance, however, so the docstring has the rule.

### What we left

A constraint in the database would hold for all programs. It needs PostgreSQL, which the old branch does not have.

## Implementation

~~~py
# visits.py
from dataclasses import dataclass


@dataclass(frozen=True)
class Visit:
    \"\"\"A visit, in minutes after midnight.\"\"\"

    begins: int
    ends: int

    def clashes(self, other: "Visit") -> bool:
        \"\"\"Return whether each begins before the other ends.\"\"\"
        return self.begins < other.ends and other.begins < self.ends
~~~

~~~py
# rota.py
import visits


def is_free(visit: visits.Visit, rota: list[visits.Visit]) -> bool:
    \"\"\"Return whether no visit of the rota is in the way.\"\"\"
    return not any(visit.clashes(one) for one in rota)
~~~

## Considerations

* Two visits that touch do not clash. If rooms are cleaned in between, add the minutes to `ends`.
* Times are those of one day. At the change to summer time use UTC.

## How to test

~~~py
# test_rota.py
import unittest

from rota import is_free
from visits import Visit


class RotaTest(unittest.TestCase):
    def test_touching(self) -> None:
        self.assertTrue(is_free(Visit(60, 90), [Visit(30, 60), Visit(90, 120)]))

    def test_overlapping(self) -> None:
        self.assertFalse(is_free(Visit(60, 91), [Visit(90, 120)]))
~~~
"""

if __name__ == "__main__":
    print(ANSWER)
