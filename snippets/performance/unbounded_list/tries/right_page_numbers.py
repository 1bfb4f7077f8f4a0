"""List the clinic's patients and their invoices."""

import os
from typing import Any

from fastapi import Depends, FastAPI, Response
from fastapi.testclient import TestClient
from sqlalchemy import Engine, ForeignKey, Select, create_engine, func, select
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


def answer(engine: Engine, query: Rows, path: str, page: int, limit: int) -> dict[str, Any]:
    """Return a page of the rows, in the envelope of every answer."""
    limit, page = min(max(limit, 1), 100), min(max(page, 1), 1_000_000)
    part = query.order_by(query.selected_columns.id).limit(limit).offset((page - 1) * limit)
    with Session(engine) as session:
        total = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        rows = [dict(row) for row in session.execute(part).mappings()]
    more = page * limit < total
    link = f"{path}?page={page + 1}&limit={limit}" if more else None
    meta = {"total": total, "page": page, "next": link}
    return {"success": True, "data": rows, "meta": meta, "error": None}


async def keep_private(response: Response) -> None:
    """Keep patients' data out of every cache."""
    response.headers["Cache-Control"] = "no-store"


def create_app(engine: Engine) -> FastAPI:
    """Return the application, which reads from this database."""
    app = FastAPI(dependencies=[Depends(keep_private)])

    @app.get("/api/v1/patients")
    def list_patients(page: int = 1, limit: int = 20) -> dict[str, Any]:
        """Return the patients."""
        query = select(Patient.id, Patient.name)
        return answer(engine, query, "/api/v1/patients", page, limit)

    @app.get("/api/v1/invoices")
    def list_invoices(page: int = 1, limit: int = 20) -> dict[str, Any]:
        """Return the invoices of all patients."""
        query = select(Invoice.id, Invoice.patient_id, Invoice.pence)
        return answer(engine, query, "/api/v1/invoices", page, limit)

    return app


if __name__ == "__main__":
    clinic = create_engine(os.environ["DATABASE_URL"])
    Base.metadata.create_all(clinic)
    print(TestClient(create_app(clinic)).get("/api/v1/patients").json())
