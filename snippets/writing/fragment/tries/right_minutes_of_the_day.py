"""Find the half hours of a day at which a clinician can still be booked."""

import datetime as dt
from typing import NamedTuple

OPENS, CLOSES, LENGTH = 9 * 60, 17 * 60, 30


class Appointment(NamedTuple):
    """An appointment that is booked already."""

    starts_at: dt.datetime
    minutes: int


def free_starts(day: dt.date, booked: list[Appointment]) -> list[dt.datetime]:
    """Return the starts of the half hours of this day that nobody has."""
    midnight = dt.datetime.combine(day, dt.time())

    def taken(minute: int) -> bool:
        for one in booked:
            begins = (one.starts_at - midnight).total_seconds() / 60
            if begins < minute + LENGTH and minute < begins + one.minutes:
                return True
        return False

    free = [minute for minute in range(OPENS, CLOSES, LENGTH) if not taken(minute)]
    return [midnight + dt.timedelta(minutes=minute) for minute in free]


def main() -> None:
    """Print the free half hours of a day on which nothing is booked."""
    for start in free_starts(dt.date(2026, 3, 2), []):
        print(start.isoformat(" ", "minutes"))


if __name__ == "__main__":
    main()
