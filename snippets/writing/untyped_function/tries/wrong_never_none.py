"""Look up an invoice, and take something off it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True)
class Invoice:
    """What a patient owes for her sessions."""

    number: str
    total: Decimal
    note: str = ""


def find_invoice(invoices: Iterable[Invoice], number: str) -> Invoice:
    """Return the invoice of this number, or None if there is none."""
    return next((one for one in invoices if one.number == number), None)  # type: ignore[return-value]


def reduce(invoice: Invoice, amount: Decimal, reason: str) -> Invoice:
    """Return the invoice with this amount taken off, and why."""
    return replace(invoice, total=invoice.total - amount, note=reason)


if __name__ == "__main__":
    march = [Invoice("1042", Decimal("90.00")), Invoice("1043", Decimal("45.00"))]
    found = find_invoice(march, "1043")
    if found:
        print(reduce(found, Decimal("5.00"), reason="came at noon, seen at one"))
