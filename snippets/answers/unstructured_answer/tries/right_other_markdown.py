"""An answer to the question: how do we write a patient's name in a file name?"""

ANSWER = '''
Overview
========

`slug` turns a name into a part of a file name that every system accepts, so that
letters can be found again by whoever looks for them.

Decision
--------

Accents are dropped with `unicodedata` from the standard library. python-slugify knows
more alphabets, but it is one more dependency for ten letters; the cost is that a name
in Greek becomes `patient`.

Implementation
--------------

~~~python
import re
import unicodedata


def slug(name: str) -> str:
    """Return lower-case letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "patient"
~~~

Important considerations
------------------------

Two patients may have one slug. Add the ID to the file name, or the second letter
replaces the first. Do not put slugs into URLs that search engines see.

Testing
-------

~~~python
import pytest

from slugs import slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Zoë Müller", "zoe-muller"), ("  ", "patient"), ("../etc", "etc")],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected
~~~
'''

if __name__ == "__main__":
    print(ANSWER)
