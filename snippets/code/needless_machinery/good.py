"""Say when a patient is reminded of a visit."""

from datetime import UTC, datetime, timedelta

LEADS = {
    "first visit": timedelta(days=3),
    "follow-up": timedelta(days=1),
    "surgery": timedelta(days=7),
}


def remind_at(kind: str, starts: datetime) -> datetime:
    """Return when the reminder goes out. Raises ValueError for an unknown kind."""
    if kind not in LEADS:
        raise ValueError(f"unknown kind of visit: {kind}")
    return starts - LEADS[kind]


if __name__ == "__main__":
    print(remind_at("surgery", datetime(2030, 1, 8, 9, tzinfo=UTC)))
