"""The hostile programs, by what they are after."""

from tests.browser.hostile.program import Program
from tests.browser.hostile.programs import (
    bombs,
    databases,
    endings,
    floods,
    loops,
    network,
    page,
    tampering,
    text,
    verdicts,
)

KINDS: dict[str, list[Program]] = {
    "loop": loops.PROGRAMS,
    "flood": floods.PROGRAMS,
    "bomb": bombs.PROGRAMS,
    "ending": endings.PROGRAMS,
    "tampering": tampering.PROGRAMS,
    "database": databases.PROGRAMS,
    "page": page.PROGRAMS,
    "network": network.PROGRAMS,
    "text": text.PROGRAMS,
    "verdict": verdicts.PROGRAMS,
}
PROGRAMS = [program for programs in KINDS.values() for program in programs]
