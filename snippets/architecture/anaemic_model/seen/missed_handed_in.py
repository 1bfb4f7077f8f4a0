"""The visit is a parameter, and whoever hands it in may have asked for its state before."""

from enum import StrEnum


class Status(StrEnum):
    BOOKED = "booked"
    FINISHED = "finished"


class Visit:
    status = Status.BOOKED


def finish(visit: Visit) -> None:
    visit.status = Status.FINISHED
