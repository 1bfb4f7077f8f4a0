"""Remind patients of the next day's visits."""

import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import EmailMessage


@dataclass(frozen=True)
class Visit:
    """Who comes, where they read their mail, and the hour."""

    patient: str
    email: str
    hour: int


@dataclass(frozen=True)
class MailServer:
    """The clinic's mail server."""

    host: str
    sender: str = "desk@clinic.example"


class Reminders:
    """Reminds patients in the evening before they come."""

    def __init__(self, mailer: MailServer) -> None:
        self._mailer = mailer

    def remind(self, visits: Iterable[Visit]) -> list[str]:
        """Write to each patient, and return the addresses that were not reached."""
        missed = []
        for visit in visits:
            message = EmailMessage()
            message["From"], message["To"] = self._mailer.sender, visit.email
            message["Subject"] = "Your visit tomorrow"
            message.set_content(f"{visit.patient}, we expect you at {visit.hour}:00.")
            try:
                with smtplib.SMTP(self._mailer.host, timeout=10) as server:
                    server.send_message(message)
            except OSError:
                missed.append(visit.email)
        return missed


if __name__ == "__main__":
    server = MailServer("mail.clinic.invalid")
    print("missed:", Reminders(server).remind([Visit("Ada", "ada@mail.example", 9)]))
