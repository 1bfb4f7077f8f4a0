"""List the clinic's patients and their invoices."""

import base64
import os
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field
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


class Page(BaseModel):
    """A part of a list: so many rows, after the one with this ID."""

    limit: int = 20
    cursor: str = ""


def read_cursor(cursor: str) -> int:
    """Return the ID that a cursor holds, or 0 for the first page."""
    try:
        after = int(base64.urlsafe_b64decode(cursor).decode() or 0)
    except ValueError:
        after = -1
    if not 0 <= after < 2**31:
        raise HTTPException(400, "This cursor is none of ours")
    return after


def answer(engine: Engine, query: Rows, page: Page, request: Request) -> dict[str, Any]:
    """Return the rows that were asked for, in the envelope of every answer."""
    key, link = query.selected_columns.id, None
    limit = max(1, min(page.limit, 100))
    after = read_cursor(page.cursor)
    count = select(func.count()).select_from(query.subquery())
    query = query.where(key > after).order_by(key).limit(limit + 1)
    with Session(engine) as session:
        total = session.scalar(count)
        rows = [dict(row) for row in session.execute(query).mappings()]
    if len(rows) > limit:
        rows.pop()
        cursor = base64.urlsafe_b64encode(str(rows[-1]["id"]).encode()).decode()
        link = str(request.url.include_query_params(limit=limit, cursor=cursor))
    meta = {"total": total, "next": link}
    return {"success": True, "data": rows, "meta": meta, "error": None}


async def keep_private(response: Response) -> None:
    """Keep patients' data out of every cache."""
    response.headers["Cache-Control"] = "no-store"


def create_app(engine: Engine) -> FastAPI:
    """Return the application, which reads from this database."""
    app = FastAPI(dependencies=[Depends(keep_private)])

    @app.get("/api/v1/patients")
    def list_patients(request: Request, page: Annotated[Page, Query()]) -> dict[str, Any]:
        """Return the patients."""
        return answer(engine, select(Patient.id, Patient.name), page, request)

    @app.get("/api/v1/invoices")
    def list_invoices(request: Request, page: Annotated[Page, Query()]) -> dict[str, Any]:
        """Return the invoices of all patients."""
        query = select(Invoice.id, Invoice.patient_id, Invoice.pence)
        return answer(engine, query, page, request)

    return app


if __name__ == "__main__":
    clinic = create_engine(os.environ["DATABASE_URL"])
    Base.metadata.create_all(clinic)
    print(TestClient(create_app(clinic)).get("/api/v1/patients").json())
