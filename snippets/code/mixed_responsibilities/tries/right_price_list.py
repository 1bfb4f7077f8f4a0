"""Bill patients for their visits, and tell the accountant what will come in."""

from collections.abc import Iterable
from typing import NamedTuple

import httpx2


class Invoice(NamedTuple):
    """What a patient is billed for: the minutes of each visit."""

    patient: str
    email: str
    minutes: tuple[int, ...]


class PriceList:
    """What visits cost, in pence."""

    def price(self, minutes: int) -> int:
        """Return the price of a visit: £1.50 a minute, 30 minutes at least."""
        return 150 * max(30, minutes)

    def total(self, invoice: Invoice) -> int:
        """Return what is owed for all visits of the invoice."""
        return sum(self.price(minutes) for minutes in invoice.minutes)


PRICES = PriceList()


def letter(invoice: Invoice) -> str:
    """Return the letter: a line for each visit, and what they come to."""
    lines = [f"{minutes} minutes: £{PRICES.price(minutes) / 100:.2f}" for minutes in invoice.minutes]
    return "\n".join([f"Dear {invoice.patient},", *lines, f"Total: £{PRICES.total(invoice) / 100:.2f}"])


class Mailer:
    """Send letters; it knows neither what is in them nor what a visit costs."""

    def text(self, invoice: Invoice) -> str:
        """Return the usual letter."""
        return letter(invoice)

    def send(self, invoice: Invoice) -> int:
        """E-mail the letter, and return what is owed, in pence."""
        message = {"to": invoice.email, "subject": "Your invoice", "text": self.text(invoice)}
        with httpx2.Client(timeout=5) as client:
            client.post("https://mail.example.com/v1/messages", json=message).raise_for_status()
        return PRICES.total(invoice)


def expected(invoices: Iterable[Invoice]) -> int:
    """Return what the invoices will bring in, in pence."""
    return sum(map(PRICES.total, invoices))


if __name__ == "__main__":
    print(letter(Invoice("Ada Lovelace", "ada@example.com", (20, 45))))
