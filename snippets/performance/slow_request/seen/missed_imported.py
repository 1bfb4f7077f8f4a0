"""The task comes from another file, where its decorator is."""

from clinic.tasks import send_report
from fastapi import FastAPI

app = FastAPI()


@app.post("/api/v1/patients/{patient_id}/reports", status_code=201)
def order_report(patient_id: int) -> None:
    send_report(patient_id)
