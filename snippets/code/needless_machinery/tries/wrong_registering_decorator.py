"""Say when a patient is reminded of a visit."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Lead = Callable[[], timedelta]
LEADS: dict[str, Lead] = {}


def lead_for(kind: str) -> Callable[[Lead], Lead]:
    """Return a decorator that registers a function for this kind of visit."""

    def register(function: Lead) -> Lead:
        LEADS[kind] = function
        return function

    return register


@lead_for("first visit")
def _first_visit() -> timedelta:
    return timedelta(days=3)


@lead_for("follow-up")
def _follow_up() -> timedelta:
    return timedelta(days=1)


@lead_for("surgery")
def _surgery() -> timedelta:
    return timedelta(days=7)


def remind_at(kind: str, starts: datetime) -> datetime:
    """Return when the reminder goes out. Raises ValueError for an unknown kind."""
    if kind not in LEADS:
        raise ValueError(f"unknown kind of visit: {kind}")
    return starts - LEADS[kind]()


if __name__ == "__main__":
    print(remind_at("surgery", datetime(2030, 1, 8, 9, tzinfo=UTC)))
