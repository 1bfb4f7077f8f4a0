"""Bill patients for their visits, and tell the accountant what will come in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import httpx2

MAIL_API = "https://mail.example.com/v1/messages"
PENCE_A_MINUTE = 150
SHORTEST = 30


class Line(NamedTuple):
    """A visit and its price in pence."""

    minutes: int
    price: int


@dataclass(frozen=True)
class Invoice:
    """What a patient is billed for: the minutes of each visit, of which at least 30 are charged."""

    patient: str
    email: str
    minutes: tuple[int, ...]

    def lines(self) -> list[Line]:
        """Return a line for each visit."""
        return [Line(each, PENCE_A_MINUTE * max(SHORTEST, each)) for each in self.minutes]

    def total(self) -> int:
        """Return what is owed, in pence."""
        return sum(line.price for line in self.lines())


class Mailer:
    """Tell patients what they owe."""

    def text(self, invoice: Invoice) -> str:
        """Return the letter: a line for each visit, and what they come to."""
        visits = "".join(f"- {line.minutes} min, £{line.price / 100:.2f}\n" for line in invoice.lines())
        return f"Hello {invoice.patient}, thank you for coming!\n{visits}Please pay £{invoice.total() / 100:.2f}."

    def send(self, invoice: Invoice) -> int:
        """E-mail the letter, and return what is owed, in pence."""
        letter = {"to": invoice.email, "subject": "Your invoice", "text": self.text(invoice)}
        httpx2.request("POST", MAIL_API, json=letter, timeout=5).raise_for_status()
        return invoice.total()


def expected(invoices: Iterable[Invoice]) -> int:
    """Return what the invoices will bring in, in pence."""
    return sum(invoice.total() for invoice in invoices)


if __name__ == "__main__":
    print(Mailer().text(Invoice("Ada Lovelace", "ada@example.com", (20, 45))))
