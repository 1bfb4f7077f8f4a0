"""Take prescriptions from the clinicians' app."""

from datetime import date
from typing import Annotated

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

app = FastAPI()
filed: list[object] = []


def iso(text: object) -> object:
    """Refuse what Pydantic would read as a Unix timestamp."""
    return date.fromisoformat(str(text))


class Prescription(BaseModel):
    """What a patient is to take, how much, how often and from which day on."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    drug: str = Field(min_length=1, max_length=80)
    dose_mg: float = Field(strict=True, gt=0, le=5000, allow_inf_nan=False)
    times_a_day: int = Field(strict=True, ge=1, le=24)
    starts_on: Annotated[date, BeforeValidator(iso)]


@app.post("/api/v1/prescriptions")
def prescribe(wanted: Prescription) -> JSONResponse:
    """File a prescription."""
    filed.append(wanted)
    body = {"success": True, "data": {"id": len(filed)}, "meta": None, "error": None}
    return JSONResponse(body, 201, {"Location": f"/api/v1/prescriptions/{len(filed)}"})


@app.exception_handler(RequestValidationError)
def refuse(request: Request, error: RequestValidationError) -> JSONResponse:
    """Say what is malformed."""
    details = []
    for fault in error.errors():
        field = ".".join(map(str, fault["loc"]))
        details.append({"field": field, "message": fault["msg"]})
    shown = {
        "code": "VALIDATION_FAILED",
        "message": "The request is malformed",
        "statusCode": 400,
        "details": details,
    }
    body = {"success": False, "data": None, "meta": None, "error": shown}
    return JSONResponse(body, 400)


if __name__ == "__main__":
    wish = {"drug": " ", "dose_mg": True, "times_a_day": 2, "starts_on": "2026-02-30"}
    print(TestClient(app).post("/api/v1/prescriptions", json=wish).text)
