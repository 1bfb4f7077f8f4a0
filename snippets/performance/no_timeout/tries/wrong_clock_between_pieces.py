"""Ask the laboratory for results, order tests there, and fetch its reports."""

import json
from time import monotonic
from typing import Any

import httpx2

LAB = "https://lab.example/api/v1"
DEADLINE = 20.0  # seconds, to the last byte


class LabUnavailable(Exception):
    """The laboratory cannot be asked at the moment."""


def ask(method: str, path: str, **options: Any) -> bytes:
    """Return the body of the answer, if all of it is here in time. Raises LabUnavailable."""
    until, body = monotonic() + DEADLINE, b""
    try:
        with httpx2.stream(method, LAB + path, timeout=5, **options) as answer:
            answer.raise_for_status()
            for piece in answer.iter_bytes():
                body += piece
                if monotonic() > until:
                    raise LabUnavailable("The answer takes too long")
    except httpx2.HTTPError as error:
        raise LabUnavailable from error
    return body


def read_result(sample: int) -> str:
    """Return the value that was measured in the sample. Raises LabUnavailable."""
    return str(json.loads(ask("GET", f"/samples/{sample}/result"))["value"])


def order_test(sample: int, test: str) -> int:
    """Return the number of the order. Raises LabUnavailable."""
    wanted = {"sample": sample, "test": test}
    return int(json.loads(ask("POST", "/orders", json=wanted))["order"])


def fetch_report(sample: int) -> bytes:
    """Return the report on the sample, a PDF of some megabytes. Raises LabUnavailable."""
    return ask("GET", f"/samples/{sample}/report")


if __name__ == "__main__":
    try:
        print("Ferritin:", read_result(7))
    except LabUnavailable as error:
        print("The laboratory is not to be reached:", error.__cause__)
