"""How the program starts, and what it writes to its log."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from booking.domain.refusals import Refused
from booking.logs import log_to, logged
from booking.main import build
from booking.settings import read_settings


@pytest.fixture(autouse=True)
def same_log() -> Iterator[None]:
    """Give the log back as it was."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    root.setLevel(level)
    root.handlers[:] = handlers


@pytest.mark.usefixtures("engine")
def test_it_starts_from_the_environment() -> None:
    client = TestClient(build())

    answer = client.get("/api/v1/free-hours", params={"day": "2030-01-07"})

    assert answer.status_code == 200


def test_it_refuses_to_start_and_says_all_that_is_missing() -> None:
    with pytest.raises(SystemExit) as refused:
        read_settings({"CLINIC_TIME_ZONE": "Moon/Base"})

    assert "DATABASE_URL" in str(refused.value)
    assert "CLINIC_TIME_ZONE" in str(refused.value)


def test_no_password_is_shown() -> None:
    url = "postgresql+pg8000://desk:hush@127.0.0.1/clinic"

    settings = read_settings({"DATABASE_URL": url, "CLINIC_TIME_ZONE": "Europe/London"})

    assert "hush" not in repr(settings)
    assert settings.database_url.get_secret_value() == url


def test_each_line_of_the_log_is_json_and_says_how_it_ended() -> None:
    stream = io.StringIO()
    log_to(stream)

    with pytest.raises(Refused), logged("book", patient_id=7):
        raise Refused("NOT_OPEN", "Ada comes too early")

    records = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [record["outcome"] for record in records] == ["started", "failed"]
    assert records[1]["reason"] == "NOT_OPEN"
    assert {"timestamp", "level", "request_id", "message"} <= set(records[0])
    assert "Ada" not in stream.getvalue()
