"""Runs inside Pyodide, before all else that is traced: notes which members of archives are read from here on."""

import sys
import zipimport

reads = sys.__dict__.setdefault("_playbook_reads", set())
read = zipimport._get_data  # noqa: SLF001 - the one place that reads


def noting(archive: str, entry: tuple[str, ...]) -> bytes:
    """Read as the original does."""
    reads.add((archive, entry[0][len(archive) + 1 :]))
    return read(archive, entry)


zipimport._get_data = noting  # noqa: SLF001
