"""Register patients, with the people to ring in an emergency."""

from datetime import date

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field, PositiveInt

app = FastAPI()
patients: list[object] = []


class Form(BaseModel):
    """What somebody fills in: no other fields, no spaces around a text."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Contact(Form):
    """Somebody to ring."""

    name: str = Field(min_length=1, max_length=80)
    phone: str = Field(pattern=r"^\+[0-9]{8,15}$")


class Patient(Form):
    """What the registration form asks for."""

    name: str = Field(min_length=1, max_length=80)
    born: date
    contacts: list[Contact] = Field(min_length=1, max_length=5)


@app.post("/api/v1/patients")
def register(clinic: PositiveInt, wanted: Patient) -> JSONResponse:
    """Register a patient at a clinic."""
    patients.append((clinic, wanted))
    body = {"success": True, "data": {"id": len(patients)}, "meta": None, "error": None}
    return JSONResponse(body, 201, {"Location": f"/api/v1/patients/{len(patients)}"})


@app.exception_handler(RequestValidationError)
def refuse(request: Request, error: RequestValidationError) -> JSONResponse:
    """Say what is malformed."""
    details = []
    for fault in error.errors():
        field = ".".join(map(str, fault["loc"]))
        details.append({"field": field, "message": fault["msg"], "limits": fault.get("ctx")})
    shown = {
        "code": "VALIDATION_FAILED",
        "message": "The request is malformed",
        "statusCode": 400,
        "details": details,
    }
    body = {"success": False, "data": None, "meta": None, "error": shown}
    return JSONResponse(body, 400)


if __name__ == "__main__":
    bob = {"name": "Bob Khan", "phone": "7"}
    form = {"name": "", "born": "30/02/1990", "contacts": [bob]}
    answer = TestClient(app).post("/api/v1/patients?clinic=1", json=form)
    for detail in answer.json()["error"]["details"]:
        print(detail["field"], "-", detail["message"])
