"""Look up an invoice, and take something off it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Optional, Protocol, TypeVar


class Numbered(Protocol):
    """Whatever has a number by which it is found."""

    @property
    def number(self) -> str:
        """Return the number, as it is printed."""


N = TypeVar("N", bound=Numbered)


@dataclass(frozen=True)
class Invoice:
    """What a patient owes for her sessions."""

    number: str
    total: Decimal
    note: str = ""


def find_invoice(invoices: Sequence[N], number: str) -> Optional[N]:
    """Return the invoice of this number, or None if there is none."""
    for one in invoices:
        if one.number == number:
            return one
    return None


def reduce(invoice: Invoice, amount: Decimal | int, reason: str) -> Invoice:
    """Return the invoice with this amount taken off, and why."""
    return replace(invoice, total=invoice.total - amount, note=reason)


if __name__ == "__main__":
    print(find_invoice([Invoice("1042", Decimal("90.00"))], "1042"))
