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

    total = 0

    def text(self, invoice: Invoice) -> str:
        """Return the letter: a line for each visit, and what they come to."""
        self.total = 0
        lines = [f"Dear {invoice.patient},"]
        for minutes in invoice.minutes:
            price = max(minutes, SHORTEST) * PENCE_A_MINUTE
            self.total += price
            lines.append(f"{minutes} minutes: £{price / 100:.2f}")
        return "\n".join([*lines, f"Total: £{self.total / 100:.2f}"])

    def send(self, invoice: Invoice, dry_run: bool = False) -> int:
        """E-mail the letter unless this is a dry run, and return what is owed, in pence."""
        letter = {"to": invoice.email, "subject": "Your invoice", "text": self.text(invoice)}
        if not dry_run:
            httpx2.post(MAIL_API, json=letter, timeout=5).raise_for_status()
        return self.total


def expected(invoices: Iterable[Invoice]) -> int:
    """Return what the invoices will bring in, in pence."""
    mailer = Mailer()
    return sum(mailer.send(invoice, dry_run=True) for invoice in invoices)


if __name__ == "__main__":
    print(Mailer().text(Invoice("Ada Lovelace", "ada@example.com", (20, 45))))
