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


def read_patients(text: str) -> tuple[list[Patient], list[str]]:
    """Return the patients of a CSV file, and a sentence for each row that cannot be read."""
    patients: list[Patient] = []
    problems: list[str] = []
    faults: list[str] = []

    def read_born(born: str) -> date:
        try:
            return date.fromisoformat(born.strip())
        except ValueError:
            faults.append("no date of birth")
            return date.max

    def read_phone(phone: str) -> str | None:
        phone = "".join(sign for sign in phone if sign.isdigit() or sign == "+")
        if phone.startswith("00"):
            phone = "+" + phone[2:]
        elif phone.startswith("0"):
            phone = "+44" + phone[1:]
        if phone and not phone.startswith("+"):
            faults.append("no country in the phone number")
        return phone or None

    def read_allergies(allergies: str) -> tuple[str, ...]:
        found = [" ".join(entry.lower().split()) for entry in allergies.split(";")]
        return tuple(dict.fromkeys(one for one in found if one not in ("", "none")))

    for number, row in enumerate(csv.DictReader(StringIO(text), restval=""), start=2):
        faults.clear()
        name = " ".join(row["name"].split())
        if not name:
            faults.append("no name")
        born, phone = read_born(row["born"]), read_phone(row["phone"])
        if (name, born) in [(one.name, one.born) for one in patients]:
            faults.append("here twice")
        if faults:
            problems.append(f"row {number}: {', '.join(faults)}")
        else:
            patients.append(Patient(name, born, phone, read_allergies(row["allergies"])))
    return patients, problems


if __name__ == "__main__":
    export = "name,born,phone,allergies\nAda  Lovelace,2001-12-10,020 7946 0018,Nuts; nuts\n,1,9,\n"
    print(*read_patients(export), sep="\n")
