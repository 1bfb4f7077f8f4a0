"""Take prescriptions from the clinicians' app."""

import re
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()
filed: list[object] = []


def check(wanted: dict[str, Any]) -> None:
    """Raise RequestValidationError if this is no prescription."""
    drug, dose = wanted.get("drug"), wanted.get("dose_mg")
    times, start = wanted.get("times_a_day"), wanted.get("starts_on")
    malformed = {
        "drug": not isinstance(drug, str) or not drug.strip(),
        "dose_mg": not isinstance(dose, int | float) or isinstance(dose, bool) or not 0 < dose <= 5000,
        "times_a_day": not isinstance(times, int) or isinstance(times, bool) or not 1 <= times <= 24,
        "starts_on": not re.match(r"\d{4}-[01]\d-[0-3]\d$", str(start)),
    }
    fields = [field for field, fault in malformed.items() if fault]
    if fields:
        faults = [{"loc": ("body", field), "msg": "Malformed"} for field in fields]
        raise RequestValidationError(faults)


@app.post("/api/v1/prescriptions")
def prescribe(wanted: dict[str, Any]) -> JSONResponse:
    """File a prescription."""
    check(wanted)
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
