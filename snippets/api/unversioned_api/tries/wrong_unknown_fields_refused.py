"""Keep the clinic's invoices, whose amounts were in pounds and are in pence now."""

from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field

pence = {1: 4550}  # the amount of each invoice, by its number
app = FastAPI()


class InvoiceV1(BaseModel):
    """An invoice as the first version has it, in pounds."""

    model_config = ConfigDict(extra="forbid")

    amount: float = Field(ge=0, le=1_000_000)


class Invoice(BaseModel):
    """An invoice, in pence."""

    model_config = ConfigDict(extra="forbid")

    amount: int = Field(ge=0, le=100_000_000)


def find(number: int) -> int:
    """Return an invoice's amount in pence. Raises a 404 if there is no such invoice."""
    if number not in pence:
        raise HTTPException(404, "No invoice has this number")
    return pence[number]


def envelope(data: object, error: object = None) -> dict[str, Any]:
    """Return the four keys that every answer has."""
    return {"success": error is None, "data": data, "meta": None, "error": error}


@app.exception_handler(RequestValidationError)
async def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
    """Answer for an amount that is none. It is not repeated: JSON has no NaN."""
    message = "The amount does not fit"
    problem = {"code": "VALIDATION_FAILED", "message": message, "statusCode": 400}
    return JSONResponse(envelope(None, problem), 400)


@app.get("/api/v1/invoices/{number}", deprecated=True)
async def get_invoice_v1(number: int) -> dict[str, Any]:
    """Return an invoice, in pounds."""
    return envelope(InvoiceV1(amount=find(number) / 100))


@app.put("/api/v1/invoices/{number}", deprecated=True)
async def replace_invoice_v1(number: int, invoice: InvoiceV1) -> dict[str, Any]:
    """Replace an invoice with one in pounds."""
    await replace_invoice(number, Invoice(amount=round(invoice.amount * 100)))
    return await get_invoice_v1(number)


@app.get("/api/v2/invoices/{number}")
async def get_invoice(number: int) -> dict[str, Any]:
    """Return an invoice."""
    return envelope(Invoice(amount=find(number)))


@app.put("/api/v2/invoices/{number}")
async def replace_invoice(number: int, invoice: Invoice) -> dict[str, Any]:
    """Replace an invoice."""
    find(number)
    pence[number] = invoice.amount
    return await get_invoice(number)


if __name__ == "__main__":
    for version in ("v1", "v2"):
        print(TestClient(app).get(f"/api/{version}/invoices/1").json()["data"])
