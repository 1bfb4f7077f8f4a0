"""The query is in a method of the repository, and the loop only calls it."""

from collections.abc import Iterable


def names(visits: Iterable[object], patients: object) -> list[str]:
    return [patients.name_of(visit.patient_id) for visit in visits]
