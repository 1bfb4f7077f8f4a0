"""Keep the clinic's invoices, whose amounts were in pounds and are in pence now."""

from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel

pence = {1: 4550}  # the amount of each invoice, by its number
app = FastAPI()


class Invoice(BaseModel):
    """An invoice, in pence."""

    amount: int


def find(invoice_id: int) -> int:
    """Return an invoice's amount in pence. Raises a 404 if there is no such invoice."""
    if invoice_id not in pence:
        raise HTTPException(404, "No invoice has this number")
    return pence[invoice_id]


def envelope(invoice: BaseModel) -> dict[str, Any]:
    """Return the invoice under the four keys that every answer has."""
    return {"success": True, "data": invoice, "meta": None, "error": None}


@app.get("/api/invoices/{invoice_id}")
def get_invoice(invoice_id: int) -> dict[str, Any]:
    """Return an invoice."""
    return envelope(Invoice(amount=find(invoice_id)))


@app.put("/api/invoices/{invoice_id}")
def replace_invoice(invoice_id: int, invoice: Invoice) -> dict[str, Any]:
    """Replace an invoice."""
    find(invoice_id)
    pence[invoice_id] = invoice.amount
    return get_invoice(invoice_id)


if __name__ == "__main__":
    print("/api/invoices/1", TestClient(app).get("/api/invoices/1").json()["data"])
