"""Here objects become text for another program, so somebody must know the names."""


class Appointment:
    pass


class Visit(Appointment):
    pass


class HomeVisit(Appointment):
    pass


def column(one: Appointment) -> str:
    if isinstance(one, Visit):
        return "V"
    elif isinstance(one, HomeVisit):
        return "H"
    raise TypeError(one)
