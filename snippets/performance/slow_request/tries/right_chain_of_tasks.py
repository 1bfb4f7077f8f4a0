"""Let patients order a report of their treatment, which comes by e-mail."""

import os
from typing import Annotated, Any
from uuid import uuid4

import httpx2
from celery import Celery, Task, chain
from fastapi import FastAPI, Path, Response
from fastapi.testclient import TestClient

MAIL = os.environ.get("MAIL_URL", "http://localhost:8025/api/messages")
queue = Celery("clinic", broker=os.environ.get("BROKER_URL", "memory://"))
app = FastAPI()
PatientId = Annotated[int, Path(ge=1, le=2**31 - 1)]


@queue.task(name="write_report")
def write_report(patient_id: int) -> str:
    """Return the text of the report."""
    return "\n".join(f"Session {number} of patient {patient_id}" for number in range(1, 200))


@queue.task(name="send_mail", bind=True, max_retries=12, soft_time_limit=60, acks_late=True)
def send_mail(task: Task[Any, Any], text: str, order: str) -> None:
    """Send the report, and try again later if it cannot be sent."""
    headers = {"Idempotency-Key": order}
    try:
        answer = httpx2.post(MAIL, json={"text": text}, headers=headers, timeout=10)
        answer.raise_for_status()
    except httpx2.HTTPError as error:
        raise task.retry(exc=error, countdown=60 * 2**task.request.retries) from error


@app.post("/api/v1/patients/{patient_id}/reports", status_code=202)
def order_report(patient_id: PatientId, response: Response) -> dict[str, Any]:
    """Take the order of a report, which is sent in the next minutes."""
    response.headers["Cache-Control"] = "no-store"
    order = str(uuid4())
    chain(write_report.s(patient_id), send_mail.s(order)).apply_async()
    return {"success": True, "data": {"order": order}, "meta": None, "error": None}


if __name__ == "__main__":
    client = TestClient(app, raise_server_exceptions=False)
    print(client.post("/api/v1/patients/7/reports").text)
