"""Let patients see and book their own appointments."""

import secrets
import time
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.testclient import TestClient
from pydantic import BaseModel

KEY = secrets.token_bytes(32)  # in production, from the environment
AUDIENCE = "appointments"
app = FastAPI()
diary = {"ada": ["Asthma check"], "bob": ["Biopsy result"]}


class Booking(BaseModel):
    """An appointment that a patient asks for."""

    reason: str


def token_for(patient_id: str) -> str:
    """Return the token that this patient gets at login, valid for 15 minutes."""
    claims = {"sub": patient_id, "aud": AUDIENCE, "exp": int(time.time()) + 900}
    return jwt.encode(claims, KEY, "HS256")


def caller(token: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]) -> str:
    """Return the patient that the token names, once the token is verified."""
    try:
        claims = jwt.decode(
            token.credentials, KEY, ["HS256"], {"require": ["exp", "sub"]}, audience=AUDIENCE
        )
    except jwt.InvalidTokenError as error:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"}) from error
    return str(claims["sub"])


Caller = Annotated[str, Depends(caller)]


@app.get("/api/v1/appointments")
def list_appointments(
    patient: Caller, patient_id: Annotated[list[str] | None, Query()] = None
) -> list[str]:
    """Return the patient's appointments."""
    wanted = patient_id or [patient]
    if patient not in wanted:
        raise HTTPException(403, "You are not one of them")
    return [reason for one in wanted for reason in diary.get(one, [])]


@app.post("/api/v1/appointments", status_code=201)
def book_appointment(patient: Caller, booking: Booking) -> None:
    """Book an appointment for the patient."""
    diary.setdefault(patient, []).append(booking.reason)


if __name__ == "__main__":
    ada = TestClient(app, headers={"Authorization": f"Bearer {token_for('ada')}"})
    print("Ada sends Bob's ID and gets", ada.get("/api/v1/appointments?patient_id=bob").json())
