"""It sets what its parameter holds. Functions that fill what they are given look the same."""


class Visit:
    reminded = False


def is_due(visit: Visit, day: str) -> bool:
    due = not visit.reminded and day == "Monday"
    visit.reminded = visit.reminded or due
    return due
