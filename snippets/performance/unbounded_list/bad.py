"""List the clinic's patients and their invoices."""

import os
from typing import Any

from fastapi import Depends, FastAPI, Response
from fastapi.testclient import TestClient
from sqlalchemy import Engine, ForeignKey, Select, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

Rows = Select[*tuple[Any, ...]]


class Base(DeclarativeBase):
    """What the tables have in common."""


class Patient(Base):
    """Somebody who is treated."""

    __tablename__ = "patients"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Invoice(Base):
    """What a patient has to pay."""

    __tablename__ = "invoices"
    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey("patients.id"), index=True)
    pence: Mapped[int]


def answer(engine: Engine, query: Rows) -> dict[str, Any]:
    """Return the rows that were asked for, in the envelope of every answer."""
    query = query.order_by(query.selected_columns.id)
    with Session(engine) as session:
        rows = [dict(row) for row in session.execute(query).mappings()]
    meta = {"total": len(rows), "next": None}
    return {"success": True, "data": rows, "meta": meta, "error": None}


async def keep_private(response: Response) -> None:
    """Keep patients' data out of every cache."""
    response.headers["Cache-Control"] = "no-store"


def create_app(engine: Engine) -> FastAPI:
    """Return the application, which reads from this database."""
    app = FastAPI(dependencies=[Depends(keep_private)])

    @app.get("/api/v1/patients")
    def list_patients() -> dict[str, Any]:
        """Return the patients."""
        return answer(engine, select(Patient.id, Patient.name))

    @app.get("/api/v1/invoices")
    def list_invoices() -> dict[str, Any]:
        """Return the invoices of all patients."""
        query = select(Invoice.id, Invoice.patient_id, Invoice.pence)
        return answer(engine, query)

    return app


if __name__ == "__main__":
    clinic = create_engine(os.environ["DATABASE_URL"])
    Base.metadata.create_all(clinic)
    print(TestClient(create_app(clinic)).get("/api/v1/patients").json())
