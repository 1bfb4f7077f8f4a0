"""Say when a patient is reminded of a visit."""

from datetime import UTC, datetime, timedelta

LEADS = {
    "first visit": timedelta(days=3),
    "follow-up": timedelta(days=1),
    "surgery": timedelta(days=7),
}


def remind_at(kind: str, starts: datetime) -> datetime:
    """Return when the reminder goes out."""
    return starts - LEADS.get(kind, timedelta(days=1))


if __name__ == "__main__":
    print(remind_at("surgery", datetime(2030, 1, 8, 9, tzinfo=UTC)))
