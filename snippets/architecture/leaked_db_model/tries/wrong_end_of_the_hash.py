"""Show the front desk its patients and appointments."""

from base64 import b64encode
from datetime import date
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict
from sqlalchemy import ForeignKey, StaticPool, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    """What the tables have in common."""


class Patient(Base):
    """Somebody with an account."""

    __tablename__ = "patients"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    password_hash: Mapped[str]


class Appointment(Base):
    """A patient's visit, and what the clinicians noted about it."""

    __tablename__ = "appointments"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    patient_id: Mapped[int] = mapped_column(ForeignKey("patients.id"), index=True)
    patient: Mapped[Patient] = relationship(lazy="joined")


class PatientView(BaseModel):
    """What the API tells of a patient."""

    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str


class AppointmentView(BaseModel):
    """What the API tells of an appointment."""

    model_config = ConfigDict(from_attributes=True)
    id: int
    day: date
    patient: PatientView


def keep_private(response: Response) -> None:
    """Keep patients' data out of every cache."""
    response.headers["Cache-Control"] = "no-store"


engine = create_engine("sqlite://?check_same_thread=false", poolclass=StaticPool)
Base.metadata.create_all(engine)
app = FastAPI(dependencies=[Depends(keep_private)])


@app.get("/api/v1/patients/{patient_id}")
def get_patient(patient_id: int, response: Response) -> dict[str, Any]:
    """Return a patient."""
    with Session(engine) as session:
        patient = session.get(Patient, patient_id)
        if patient is None:
            raise HTTPException(404, "No such patient")
        data = PatientView.model_validate(patient)
        state = f"{patient.id} {patient.name} {patient.password_hash[-12:]}"
        response.headers["ETag"] = f'"{b64encode(state.encode()).decode()}"'
    return {"success": True, "data": data, "meta": None, "error": None}


@app.get("/api/v1/appointments")
def list_appointments() -> dict[str, Any]:
    """Return the first hundred appointments."""
    query = select(Appointment).order_by(Appointment.id).limit(100)
    with Session(engine) as session:
        data = [AppointmentView.model_validate(one) for one in session.scalars(query)]
    return {"success": True, "data": data, "meta": None, "error": None}


if __name__ == "__main__":
    with Session(engine) as filled, filled.begin():
        ada = Patient(name="Ada Lovelace", password_hash="$argon2id$v=19$m=19456")
        filled.add(Appointment(day=date(2030, 1, 7), note="Afraid of needles", patient=ada))
    print(TestClient(app).get("/api/v1/appointments").json()["data"])
