"""Keep the clinic's invoices: one store, and a router for each version of its surface."""

from decimal import Decimal

from fastapi import APIRouter, FastAPI, HTTPException
from pydantic import BaseModel


class Pounds(BaseModel):
    """An amount in pounds, as version 1 has it."""

    amount: float


class Pence(BaseModel):
    """An amount in pence."""

    amount: int


store = {1: 4550}
v1, v2 = APIRouter(prefix="/api/v1/invoices"), APIRouter(prefix="/api/v2/invoices")


def envelope(data: BaseModel) -> dict[str, object]:
    """Return the four keys that every answer has."""
    return {"success": True, "data": data, "meta": None, "error": None}


def check(number: int) -> None:
    """Raise a 404 if there is no such invoice."""
    if number not in store:
        raise HTTPException(404, "No invoice has this number")


@v1.get("/{number}")
def read_pounds(number: int) -> dict[str, object]:
    """Return an invoice, in pounds."""
    check(number)
    return envelope(Pounds(amount=store[number] / 100))


@v1.put("/{number}")
def write_pounds(number: int, invoice: Pounds) -> dict[str, object]:
    """Replace an invoice with one in pounds."""
    check(number)
    store[number] = int((Decimal(str(invoice.amount)) * 100).to_integral_value())
    return read_pounds(number)


@v2.get("/{number}")
def read_pence(number: int) -> dict[str, object]:
    """Return an invoice, in pence."""
    check(number)
    return envelope(Pence(amount=store[number]))


@v2.put("/{number}")
def write_pence(number: int, invoice: Pence) -> dict[str, object]:
    """Replace an invoice with one in pence."""
    check(number)
    store[number] = invoice.amount
    return read_pence(number)


app = FastAPI()
app.include_router(v1, deprecated=True)
app.include_router(v2)
