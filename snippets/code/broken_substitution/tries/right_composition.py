"""Move patients from one clinician's day to another's."""

from collections.abc import Iterable
from typing import Protocol


class HourTaken(Exception):
    """Somebody else has this hour."""


class Bookable(Protocol):
    """What can be booked: `book` raises HourTaken if somebody has the hour, `cancel` gives one back."""

    def booked(self) -> list[int]: ...

    def book(self, hour: int) -> None: ...

    def cancel(self, hour: int) -> None: ...


class PastDay:
    """A day that is over, as the accountant needs it."""

    def __init__(self, hours: Iterable[int] = ()) -> None:
        self._hours = tuple(sorted(hours))

    def booked(self) -> list[int]:
        """Return the hours that were booked, in order."""
        return list(self._hours)


class Diary:
    """The hours of a clinician's day that are booked, each by one patient."""

    def __init__(self, hours: Iterable[int] = ()) -> None:
        self._free = dict.fromkeys(range(24), True) | dict.fromkeys(hours, False)

    def booked(self) -> list[int]:
        """Return the hours that are booked, in order."""
        return [hour for hour, free in self._free.items() if not free]

    def book(self, hour: int) -> None:
        """Book a free hour."""
        if not self._free[hour]:
            raise HourTaken(f"{hour}:00")
        self._free[hour] = False

    def cancel(self, hour: int) -> None:
        """Give an hour back."""
        self._free[hour] = True


class WaitingDiary:
    """A diary, and who waits for an hour of it."""

    def __init__(self, hours: Iterable[int] = ()) -> None:
        self._diary = Diary(hours)
        self.waiting: list[int] = []
        self.booked, self.cancel = self._diary.booked, self._diary.cancel

    def book(self, hour: int) -> None:
        """Book a free hour, and note that somebody waits for one that is taken."""
        try:
            self._diary.book(hour)
        except HourTaken:
            self.waiting.append(hour)
            raise


def move(hour: int, old: Bookable, new: Bookable) -> None:
    """Move a patient to the same hour of another diary; if it is taken there, she stays."""
    new.book(hour)
    old.cancel(hour)


if __name__ == "__main__":
    monday, tuesday = Diary([9]), WaitingDiary([9, 10])
    try:
        move(9, monday, tuesday)
    except HourTaken as error:
        print("taken:", error)
    print("Monday", monday.booked(), "Tuesday", tuesday.booked(), "waiting", tuesday.waiting)
