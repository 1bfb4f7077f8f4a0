"""The code goes on with the next way to read it, and raises if there is none."""

from datetime import date, datetime


def day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            pass
    raise ValueError(f"{text!r} is no day")
