"""What a hostile program is, and what must hold when it is run."""

from dataclasses import dataclass
from textwrap import dedent

MEDDLED = "^The program broke Python itself"
FULL = "^Python’s own stack ran full|^There is too little memory for Python"
OVER = f"^(Finished|Ended|Python ended|Python broke down|Holds|Breaks|Not proven)|{MEDDLED}|{FULL}"
FINISHED = "^Finished"
RUNS_ON = "^Running|^Proving|^Still running"
BREAKS = "^Breaks"


def ended(error: str) -> str:
    """Return the pattern of the status after a program that ended with this error."""
    return f"^Ended with {error}( |$)"


@dataclass(frozen=True)
class Program:
    """A program, what the reader presses, and the status that it must come to.

    A program prints REACHED when it gets at what it must not: that never shows. It may use ``AWAY``, ``SOCKET``
    and ``STUN``, addresses of the second origin, and ``SITE``, that of the site.
    """

    name: str
    source: str
    status: str = OVER
    shows: str = ""
    button: str = "Run"
    # May go on for ever or may end, as the browser and its memory will have it: stopped if it has not ended.
    may_run_on: bool = False
    # The rule that it is run on: what that requires is there.
    rule: str = "XMP01"

    @property
    def runs_on(self) -> bool:
        """Whether it must be stopped."""
        return self.status == RUNS_ON


def program(name: str, source: str, status: str = OVER, *, shows: str = "", may_run_on: bool = False) -> Program:
    """Return a program that is run, its source written indented."""
    return Program(name, dedent(source).lstrip("\n"), status, shows, may_run_on=may_run_on)
