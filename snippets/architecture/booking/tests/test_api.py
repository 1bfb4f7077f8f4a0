"""Every route, through HTTP and down to the database."""

from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from booking.api.app import create_app
from booking.domain.refusals import Refused
from booking.service import Reception
from tests.clinic import LONDON, clock
from tests.memory import MemoryAppointments, MemoryPatients

VISITS = "/api/v1/appointments"
NINE, TEN = "2030-01-07T09:00:00Z", "2030-01-07T10:00:00Z"


@pytest.fixture
def ada(client: TestClient) -> str:
    """The ID of a patient."""
    form = {"name": " Ada Lovelace ", "phone": "+4401010101"}
    return str(client.post("/api/v1/patients", json=form).json()["data"]["id"])


def book(client: TestClient, patient_id: str, starts_at: str = NINE) -> Response:
    """Return the answer to a wish for this hour."""
    return client.post(VISITS, json={"patient_id": patient_id, "starts_at": starts_at})


def code(answer: Response) -> tuple[int, str]:
    """Return the status and the code of a failure, which is in the envelope."""
    body: dict[str, Any] = answer.json()
    assert set(body) == {"success", "data", "meta", "error"}
    assert (body["success"], body["data"], body["meta"]) == (False, None, None)
    assert body["error"]["statusCode"] == answer.status_code
    return answer.status_code, body["error"]["code"]


def test_a_patient_is_registered_and_only_the_name_is_told(client: TestClient, ada: str) -> None:
    answer = client.get(f"/api/v1/patients/{ada}")

    assert answer.status_code == 200
    assert answer.json() == {
        "success": True,
        "data": {"id": ada, "name": "Ada Lovelace"},
        "meta": None,
        "error": None,
    }


def test_what_was_made_is_where_the_answer_says(client: TestClient) -> None:
    form = {"name": "Bob", "phone": "+4402020202"}
    patient = client.post("/api/v1/patients", json=form)

    visit = book(client, patient.json()["data"]["id"])

    for answer in (patient, visit):
        assert answer.status_code == 201
        assert client.get(answer.headers["Location"]).json()["data"] == answer.json()["data"]


def test_an_appointment_is_told_with_its_patient_and_no_column_more(
    client: TestClient, ada: str
) -> None:
    told = book(client, ada).json()["data"]

    assert told.pop("id")
    assert told == {
        "patient": {"id": ada, "name": "Ada Lovelace"},
        "slot": {"starts_at": NINE, "ends_at": TEN},
        "status": "booked",
    }


def test_an_hour_that_is_booked_is_not_offered(client: TestClient, ada: str) -> None:
    book(client, ada, "2030-01-07T10:00:00+01:00")

    hours = client.get("/api/v1/free-hours", params={"day": "2030-01-07"}).json()["data"]

    assert [one["starts_at"][11:13] for one in hours] == ["10", "11", "14", "15", "16"]


def test_a_list_has_twenty_at_most_unless_more_are_asked_for(client: TestClient, ada: str) -> None:
    for number in range(21):
        day, hour = divmod(number, 5)
        book(client, ada, f"2030-01-{day + 7:02}T{(9, 10, 11, 14, 15)[hour]:02}:00:00Z")

    first, second = client.get(VISITS).json(), client.get(VISITS, params={"page": 2}).json()

    assert (len(first["data"]), first["meta"]) == (20, {"page": 1, "total": 21})
    assert (len(second["data"]), second["meta"]) == (1, {"page": 2, "total": 21})
    assert len(client.get(VISITS, params={"size": 100}).json()["data"]) == 21


def test_an_appointment_moves(client: TestClient, ada: str) -> None:
    place = book(client, ada).headers["Location"]

    answer = client.patch(place, json={"starts_at": TEN})

    assert answer.status_code == 200
    assert client.get(place).json()["data"]["slot"]["starts_at"] == TEN


def test_who_has_arrived_does_not_cancel(client: TestClient, ada: str) -> None:
    place = book(client, ada).headers["Location"]

    arrived = client.put(f"{place}/arrival")

    assert (arrived.status_code, arrived.json()["data"]["status"]) == (200, "arrived")
    assert code(client.delete(place)) == (409, "NOT_BOOKED")


def test_what_is_cancelled_is_gone_and_its_hour_is_free(client: TestClient, ada: str) -> None:
    place = book(client, ada).headers["Location"]

    answer = client.delete(place)

    assert (answer.status_code, answer.json()["success"]) == (200, True)
    assert code(client.get(place)) == (404, "APPOINTMENT_NOT_FOUND")
    assert code(client.delete(place)) == (404, "APPOINTMENT_NOT_FOUND")
    assert book(client, ada).status_code == 201


def test_a_rule_of_the_clinic_is_no_fault_of_form(client: TestClient, ada: str) -> None:
    book(client, ada)

    assert code(book(client, ada)) == (409, "SLOT_TAKEN")
    assert code(book(client, ada, "2030-01-07T03:00:00Z")) == (422, "NOT_OPEN")
    assert code(book(client, ada, "2029-01-08T09:00:00Z")) == (422, "SLOT_IN_PAST")
    assert code(book(client, str(uuid4()))) == (404, "PATIENT_NOT_FOUND")
    assert code(client.get(f"/api/v1/patients/{uuid4()}")) == (404, "PATIENT_NOT_FOUND")


def test_all_that_is_malformed_is_said_at_once_and_not_repeated(client: TestClient) -> None:
    form = {"name": " ", "phone": "secret", "password_hash": "x"}

    answer = client.post("/api/v1/patients", json=form)

    assert code(answer) == (400, "VALIDATION_FAILED")
    fields = [detail["field"] for detail in answer.json()["error"]["details"]]
    assert fields == ["body.name", "body.phone", "body.password_hash"]
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    "starts_at", ["", "tomorrow", "2030-01-07T09:00:00", 1893456000, None, "0001-01-01T00:00+14:00"]
)
def test_a_time_that_is_none_is_malformed(client: TestClient, ada: str, starts_at: object) -> None:
    answer = client.post(VISITS, json={"patient_id": ada, "starts_at": starts_at})

    assert code(answer) == (400, "VALIDATION_FAILED")


@pytest.mark.parametrize(
    "address",
    [
        "free-hours",
        "free-hours?day=2030-02-30",
        "free-hours?day=9999-12-31",
        "appointments?size=101",
        "appointments?page=0",
        "appointments?pages=2",
        "appointments/1",
        "patients/1",
    ],
)
def test_an_address_that_does_not_fit_is_malformed(client: TestClient, address: str) -> None:
    assert code(client.get(f"/api/v1/{address}")) == (400, "VALIDATION_FAILED")


def test_what_no_route_answers_is_in_the_envelope_too(client: TestClient) -> None:
    assert code(client.get("/api/v1/nothing")) == (404, "HTTP_404")
    assert code(client.put(VISITS)) == (405, "HTTP_405")
    assert code(
        client.post(VISITS, content=b"{", headers={"Content-Type": "application/json"})
    ) == (400, "VALIDATION_FAILED")


def test_each_answer_is_private_and_names_its_request(client: TestClient) -> None:
    for address in ("free-hours?day=2030-01-07", "nothing"):
        answer = client.get(f"/api/v1/{address}", headers={"X-Request-ID": "from-the-desk"})

        assert answer.headers["X-Request-ID"] == "from-the-desk"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_request_id_that_is_none_is_replaced(client: TestClient) -> None:
    answer = client.get(VISITS, headers={"X-Request-ID": "a\tb"})

    assert len(answer.headers["X-Request-ID"]) == 32


def test_a_bug_is_logged_and_not_told(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(MemoryAppointments):
        def page(self, number: int, size: int) -> Any:  # noqa: ANN401 - it gives nothing
            raise ZeroDivisionError(f"page {number} of {size} at /srv/booking.db")

    reception = Reception(Broken(), MemoryPatients(), LONDON, clock)
    client = TestClient(create_app(reception), raise_server_exceptions=False)

    answer = client.get(VISITS)

    assert code(answer) == (500, "INTERNAL_ERROR")
    assert "/srv" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert [record.exc_info for record in caplog.records if record.levelname == "ERROR"]


def test_the_service_decides_and_the_routes_add_nothing() -> None:
    class Closed(Reception):
        def free_hours(self, day: object) -> Any:  # noqa: ANN401 - it gives nothing
            raise Refused("CLOSED", f"Closed on {day}")

    reception = Closed(MemoryAppointments(), MemoryPatients(), LONDON, clock)

    answer = TestClient(create_app(reception)).get("/api/v1/free-hours?day=2030-01-07")

    assert code(answer) == (422, "CLOSED")
