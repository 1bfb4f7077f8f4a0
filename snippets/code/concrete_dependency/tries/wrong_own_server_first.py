"""Remind patients of the next day's visits."""

import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol


@dataclass(frozen=True)
class Visit:
    """Who comes, where they read their mail, and the hour."""

    patient: str
    email: str
    hour: int


class Mailer(Protocol):
    """Whatever carries a text to an address."""

    def send(self, address: str, text: str) -> None:
        """Send the text. Raises OSError if it cannot be delivered."""


@dataclass(frozen=True)
class MailServer:
    """The clinic's mail server."""

    host: str
    sender: str = "desk@clinic.example"

    def send(self, address: str, text: str) -> None:
        """Send the text. Raises OSError if it cannot be delivered."""
        message = EmailMessage()
        message["From"], message["To"] = self.sender, address
        message["Subject"] = "Your visit tomorrow"
        message.set_content(text)
        with smtplib.SMTP(self.host, timeout=10) as server:
            server.send_message(message)


class Reminders:
    """Reminds patients in the evening before they come."""

    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer

    def remind(self, visits: Iterable[Visit]) -> list[str]:
        """Write to each patient, and return the addresses that were not reached."""
        missed = []
        for visit in visits:
            text = f"{visit.patient}, we expect you at {visit.hour}:00."
            try:
                if isinstance(self._mailer, MailServer):
                    self._deliver(self._mailer, visit.email, text)
                else:
                    self._mailer.send(visit.email, text)
            except OSError:
                missed.append(visit.email)
        return missed

    def _deliver(self, server: MailServer, address: str, text: str) -> None:
        """E-mail the text. Raises OSError if it cannot be delivered."""
        message = EmailMessage()
        message["From"], message["To"] = server.sender, address
        message["Subject"] = "Your visit tomorrow"
        message.set_content(text)
        with smtplib.SMTP(server.host, timeout=10) as connection:
            connection.send_message(message)


if __name__ == "__main__":

    class Screen:
        """Prints what would be sent."""

        def send(self, address: str, text: str) -> None:
            """Print the text."""
            print(f"{address}: {text}")

    print("missed:", Reminders(Screen()).remind([Visit("Ada", "ada@mail.example", 9)]))
