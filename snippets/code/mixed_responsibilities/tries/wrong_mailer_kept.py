"""Bill patients for their visits, and tell the accountant what will come in."""

from collections.abc import Iterable
from dataclasses import dataclass

import httpx2

MAIL_API = "https://mail.example.com/v1/messages"
PENCE_A_MINUTE = 150
SHORTEST = 30


@dataclass(frozen=True)
class Invoice:
    """What a patient is billed for: the minutes of each visit, of which at least 30 are charged."""

    patient: str
    email: str
    minutes: tuple[int, ...]


class Mailer:
    """Tell patients what they owe."""

    def prices(self, invoice: Invoice) -> list[int]:
        """Return the price of each visit, in pence."""
        return [max(minutes, SHORTEST) * PENCE_A_MINUTE for minutes in invoice.minutes]

    def total(self, invoice: Invoice) -> int:
        """Return what is owed, in pence."""
        return sum(self.prices(invoice))

    def text(self, invoice: Invoice) -> str:
        """Return the letter: a line for each visit, and what they come to."""
        lines = [f"Dear {invoice.patient},"]
        for minutes, price in zip(invoice.minutes, self.prices(invoice), strict=True):
            lines.append(f"{minutes} minutes: £{price / 100:.2f}")
        return "\n".join([*lines, f"Total: £{self.total(invoice) / 100:.2f}"])

    def send(self, invoice: Invoice) -> int:
        """E-mail the letter, and return what is owed, in pence."""
        letter = {"to": invoice.email, "subject": "Your invoice", "text": self.text(invoice)}
        httpx2.post(MAIL_API, json=letter, timeout=5).raise_for_status()
        return self.total(invoice)


def expected(invoices: Iterable[Invoice], mailer: Mailer = Mailer()) -> int:
    """Return what the invoices will bring in, in pence."""
    return sum(mailer.total(invoice) for invoice in invoices)


if __name__ == "__main__":
    print(Mailer().text(Invoice("Ada Lovelace", "ada@example.com", (20, 45))))
