"""Nobody but this function reads the attribute: it keeps what was worked out once."""


class Visit:
    minutes = 30
    _price: int | None = None


def total(visits: list[Visit]) -> int:
    for visit in visits:
        visit._price = visit.minutes * 150
    return sum(visit._price or 0 for visit in visits)
