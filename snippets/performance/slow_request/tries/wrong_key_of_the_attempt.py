"""Let patients order a report of their treatment, which comes by e-mail."""

import os
from typing import Annotated, Any
from uuid import uuid4

import httpx2
from celery import Celery
from fastapi import FastAPI, Path, Response
from fastapi.testclient import TestClient

MAIL = os.environ.get("MAIL_URL", "http://localhost:8025/api/messages")
queue = Celery("clinic", broker=os.environ.get("BROKER_URL", "memory://"))
app = FastAPI()
PatientId = Annotated[int, Path(ge=1, le=2**31 - 1)]


@queue.task(
    name="send_report",
    autoretry_for=(httpx2.HTTPError,),
    retry_backoff=True,
    max_retries=8,
    soft_time_limit=60,
    acks_late=True,
)
def send_report(order: str, patient_id: int) -> None:
    """Write the report, and send it. Each order is sent once, however often it is tried."""
    pages = "\n".join(f"Session {number} of patient {patient_id}" for number in range(1, 200))
    headers = {"Idempotency-Key": str(uuid4())}
    message = {"patient_id": patient_id, "text": pages}
    answer = httpx2.post(MAIL, json=message, headers=headers, timeout=10)
    answer.raise_for_status()


@app.post("/api/v1/patients/{patient_id}/reports", status_code=202)
def order_report(patient_id: PatientId, response: Response) -> dict[str, Any]:
    """Take the order of a report, which is sent in the next minutes."""
    response.headers["Cache-Control"] = "no-store"
    order = str(uuid4())
    send_report.delay(order, patient_id)
    return {"success": True, "data": {"order": order}, "meta": None, "error": None}


if __name__ == "__main__":
    client = TestClient(app, raise_server_exceptions=False)
    print(client.post("/api/v1/patients/7/reports").text)
