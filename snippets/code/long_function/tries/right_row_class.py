"""Read the list of patients that another clinic hands over."""

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO


@dataclass(frozen=True)
class Patient:
    """Somebody whom we take over, with a phone number as +44… and allergies in lower case."""

    name: str
    born: date
    phone: str | None
    allergies: tuple[str, ...]


class Row:
    """A row of the file: what it says, and what is wrong with it."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = values
        self.name = " ".join(values["name"].split())

    @property
    def born(self) -> date | None:
        """The date of birth, or None if it is no date."""
        try:
            return date.fromisoformat(self._values["born"].strip())
        except ValueError:
            return None

    @property
    def phone(self) -> str | None:
        """The number, with its country if that can be told."""
        phone = "".join(sign for sign in self._values["phone"] if sign.isdigit() or sign == "+")
        phone = "+" + phone.removeprefix("00") if phone.startswith("00") else phone
        return "+44" + phone.removeprefix("0") if phone.startswith("0") else phone or None

    @property
    def allergies(self) -> tuple[str, ...]:
        """The allergies, each once."""
        found = (" ".join(one.lower().split()) for one in self._values["allergies"].split(";"))
        return tuple(dict.fromkeys(one for one in found if one not in ("", "none")))

    def faults(self, before: list[Patient]) -> list[str]:
        """Return what is wrong, given the patients above it."""
        wrong = {
            "no name": not self.name,
            "no date of birth": self.born is None,
            "no country in the phone number": (self.phone or "+")[0] != "+",
            "here twice": (self.name, self.born) in [(one.name, one.born) for one in before],
        }
        return [fault for fault, there in wrong.items() if there]


def read_patients(text: str) -> tuple[list[Patient], list[str]]:
    """Return the patients of a CSV file, and a sentence for each row that cannot be read."""
    patients: list[Patient] = []
    problems = []
    for number, values in enumerate(csv.DictReader(StringIO(text), restval=""), start=2):
        row = Row(values)
        if (faults := row.faults(patients)) or row.born is None:
            problems.append(f"row {number}: {', '.join(faults)}")
        else:
            patients.append(Patient(row.name, row.born, row.phone, row.allergies))
    return patients, problems


if __name__ == "__main__":
    export = "name,born,phone,allergies\nAda  Lovelace,2001-12-10,020 7946 0018,Nuts; nuts\n,1,9,\n"
    print(*read_patients(export), sep="\n")
