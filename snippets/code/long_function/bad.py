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
    problems = []
    for number, row in enumerate(csv.DictReader(StringIO(text), restval=""), start=2):
        faults = []
        name = " ".join(row["name"].split())
        if not name:
            faults.append("no name")
        born = date.max
        try:
            born = date.fromisoformat(row["born"].strip())
        except ValueError:
            faults.append("no date of birth")
        phone = "".join(sign for sign in row["phone"] if sign.isdigit() or sign == "+")
        if phone.startswith("00"):
            phone = "+" + phone[2:]
        elif phone.startswith("0"):
            phone = "+44" + phone[1:]
        if phone and not phone.startswith("+"):
            faults.append("no country in the phone number")
        allergies: list[str] = []
        for entry in row["allergies"].split(";"):
            allergy = " ".join(entry.lower().split())
            if allergy in ("", "none"):
                continue
            if allergy not in allergies:
                allergies.append(allergy)
        for other in patients:
            if (other.name, other.born) == (name, born):
                faults.append("here twice")
        if faults:
            problems.append(f"row {number}: {', '.join(faults)}")
            continue
        patients.append(Patient(name, born, phone or None, tuple(allergies)))
    return patients, problems


if __name__ == "__main__":
    export = "name,born,phone,allergies\nAda  Lovelace,2001-12-10,020 7946 0018,Nuts; nuts\n,1,9,\n"
    print(*read_patients(export), sep="\n")
