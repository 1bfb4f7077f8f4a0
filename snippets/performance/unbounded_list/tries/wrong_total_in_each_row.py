"""List the clinic's patients and their invoices."""

import os
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query, Request, Response
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

    limit: int = Field(20, ge=1, le=100)
    after: int = Field(0, ge=0, le=2**31 - 1)


def answer(engine: Engine, query: Rows, page: Page, request: Request) -> dict[str, Any]:
    """Return the rows that were asked for, in the envelope of every answer."""
    key, link = query.selected_columns.id, None
    count = select(func.count()).select_from(query.subquery()).scalar_subquery()
    query = query.where(key > page.after).order_by(key).limit(page.limit)
    with Session(engine) as session:
        found = session.execute(query.add_columns(count.label("total"))).mappings()
        rows = [dict(row) for row in found]
    total = max([row.pop("total") for row in rows], default=0)
    if len(rows) == page.limit:
        url = request.url.include_query_params(after=rows[-1]["id"])
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
