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


patients_so_far: list[Patient] = []
problems_so_far: list[str] = []


def read_patients(text: str) -> tuple[list[Patient], list[str]]:
    """Return the patients of a CSV file, and a sentence for each row that cannot be read."""
    for number, row in enumerate(csv.DictReader(StringIO(text), restval=""), start=2):
        patient, faults = read_row(row)
        if any((one.name, one.born) == (patient.name, patient.born) for one in patients_so_far):
            faults.append("here twice")
        if faults:
            problems_so_far.append(f"row {number}: {', '.join(faults)}")
        else:
            patients_so_far.append(patient)
    return patients_so_far, problems_so_far


def read_row(row: dict[str, str]) -> tuple[Patient, list[str]]:
    """Return the patient of this row, and what is wrong with the row."""
    faults = []
    name, phone = " ".join(row["name"].split()), read_phone(row["phone"])
    born = date.max
    if not name:
        faults.append("no name")
    try:
        born = date.fromisoformat(row["born"].strip())
    except ValueError:
        faults.append("no date of birth")
    if phone and not phone.startswith("+"):
        faults.append("no country in the phone number")
    return Patient(name, born, phone, read_allergies(row["allergies"])), faults


def read_phone(text: str) -> str | None:
    """Return the number as +44…, as far as its country can be told, or None without digits."""
    phone = "".join(sign for sign in text if sign.isdigit() or sign == "+")
    if phone.startswith("00"):
        return "+" + phone[2:]
    return "+44" + phone[1:] if phone.startswith("0") else phone or None


def read_allergies(text: str) -> tuple[str, ...]:
    """Return the allergies between the semicolons, each once, in lower case."""
    found = (" ".join(entry.lower().split()) for entry in text.split(";"))
    return tuple(dict.fromkeys(allergy for allergy in found if allergy not in ("", "none")))


if __name__ == "__main__":
    export = "name,born,phone,allergies\nAda  Lovelace,2001-12-10,020 7946 0018,Nuts; nuts\n,1,9,\n"
    print(*read_patients(export), sep="\n")
