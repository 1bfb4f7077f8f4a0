"""Say when a patient is reminded of a visit."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum


class UnknownKindError(ValueError):
    """There are no visits of this kind."""


class Kind(StrEnum):
    """The kinds of visits."""

    FIRST_VISIT = "first visit"
    FOLLOW_UP = "follow-up"
    SURGERY = "surgery"


def lead_of(kind: Kind) -> timedelta:
    """Return how long before such a visit its reminder goes out."""
    match kind:
        case Kind.FIRST_VISIT:
            return timedelta(days=3)
        case Kind.FOLLOW_UP:
            return timedelta(days=1)
        case Kind.SURGERY:
            return timedelta(days=7)


def remind_at(kind: str, starts: datetime) -> datetime:
    """Return when the reminder goes out. Raises ValueError for an unknown kind."""
    if kind not in list(Kind):
        raise UnknownKindError(f"unknown kind of visit: {kind}")
    return starts - lead_of(Kind(kind))


if __name__ == "__main__":
    print(remind_at("surgery", datetime(2030, 1, 8, 9, tzinfo=UTC)))
