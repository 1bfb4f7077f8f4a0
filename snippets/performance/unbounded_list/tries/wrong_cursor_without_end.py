"""List the clinic's patients and their invoices."""

import base64
import os
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
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


def read_cursor(cursor: str = "") -> int:
    """Return the ID that a cursor holds."""
    if not cursor:
        return 0
    try:
        return int(base64.urlsafe_b64decode(cursor))
    except ValueError:
        raise HTTPException(400, "This cursor is not one of ours") from None


Limit = Annotated[int, Query(ge=1, le=100)]
After = Annotated[int, Depends(read_cursor)]


def answer(engine: Engine, query: Rows, limit: int, after: int, request: Request) -> dict[str, Any]:
    """Return the rows that were asked for, in the envelope of every answer."""
    key = query.selected_columns.id
    with Session(engine) as session:
        total = session.scalar(select(func.count()).select_from(query.subquery()))
        found = session.execute(query.where(key > after).order_by(key).limit(limit))
        rows = [dict(row) for row in found.mappings()]
    link = None
    if len(rows) == limit:
        cursor = base64.urlsafe_b64encode(str(rows[-1]["id"]).encode()).decode()
        url = request.url.include_query_params(cursor=cursor)
        link = f"{url.path}?{url.query}"
    meta = {"total": total, "next": link}
    return {"success": True, "data": rows, "meta": meta, "error": None}


async def keep_private(response: Response) -> None:
    """Keep patients' data out of every cache."""
    response.headers["Cache-Control"] = "no-store"


def create_app(engine: Engine) -> FastAPI:
    """Return the application, which reads from this database."""
    app = FastAPI(dependencies=[Depends(keep_private)])

    @app.get("/api/v1/patients")
    def list_patients(request: Request, after: After, limit: Limit = 20) -> dict[str, Any]:
        """Return the patients."""
        return answer(engine, select(Patient.id, Patient.name), limit, after, request)

    @app.get("/api/v1/invoices")
    def list_invoices(request: Request, after: After, limit: Limit = 20) -> dict[str, Any]:
        """Return the invoices of all patients."""
        query = select(Invoice.id, Invoice.patient_id, Invoice.pence)
        return answer(engine, query, limit, after, request)

    return app


if __name__ == "__main__":
    clinic = create_engine(os.environ["DATABASE_URL"])
    Base.metadata.create_all(clinic)
    print(TestClient(create_app(clinic)).get("/api/v1/patients").json())
