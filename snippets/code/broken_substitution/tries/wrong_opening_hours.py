"""Move patients from one clinician's day to another's."""

from collections.abc import Iterable


class HourTaken(Exception):
    """Somebody else has this hour."""


class Day:
    """The hours of a clinician's day that are booked, each by one patient."""

    def __init__(self, hours: Iterable[int] = ()) -> None:
        self._hours = set(hours)

    def booked(self) -> list[int]:
        """Return the hours that are booked, in order."""
        return sorted(self._hours)


class Diary(Day):
    """A day that can be booked."""

    def book(self, hour: int) -> None:
        """Book a free hour. Raises HourTaken if somebody has it; the day is then as before."""
        if hour in self._hours:
            raise HourTaken(f"{hour}:00")
        self._hours.add(hour)

    def cancel(self, hour: int) -> None:
        """Give an hour back; one that is free stays free."""
        self._hours.discard(hour)


class WaitingDiary(Diary):
    """A diary that notes who waits, to be telephoned when an hour is given back."""

    def __init__(self, hours: Iterable[int] = ()) -> None:
        super().__init__(hours)
        self.waiting: list[int] = []

    def book(self, hour: int) -> None:
        """Book a free hour, and note that somebody waits for one that is taken."""
        if not 8 <= hour <= 17:
            raise ValueError(f"the clinic is closed at {hour}:00")
        if hour in self._hours:
            self.waiting.append(hour)
        super().book(hour)


class PastDay(Day):
    """A day that is over, as the accountant needs it."""


def move(hour: int, old: Diary, new: Diary) -> None:
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
