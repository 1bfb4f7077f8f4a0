"""Remind patients of their appointments by text message."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol

import httpx2

PROVIDER = "https://sms.example.com/v1"
SUNDAY = 6


class Visit(NamedTuple):
    """An appointment, and where the patient is reached."""

    phone: str
    starts_at: datetime


class Gateway(Protocol):
    """What sends text messages."""

    def send(self, phone: str, text: str) -> None:
        """Send the text."""


class SmsGateway:
    """Sends text messages through the provider."""

    def __init__(self) -> None:
        self.client = httpx2.Client(base_url=PROVIDER, timeout=5)

    def send(self, phone: str, text: str) -> None:
        """Send the text. Raises httpx2.HTTPError if the provider does not take it."""
        sent = self.client.post("/messages", json={"to": phone, "text": text})
        sent.raise_for_status()


class Reminders:
    """Reminds each patient on the day before."""

    def __init__(self, gateway: Gateway, clock: Callable[[], datetime]) -> None:
        self.gateway = gateway
        self.clock = clock

    def remind(self, visits: Iterable[Visit]) -> dict[str, datetime]:
        """Text everybody who comes within a day, and return whom, and when it was sent."""
        sent = {}
        for visit in visits:
            now = self.clock()
            sunday = datetime.now(UTC).weekday() == SUNDAY
            if not sunday and now < visit.starts_at < now + timedelta(days=1):
                self.gateway.send(visit.phone, f"See you at {visit.starts_at:%H:%M}.")
                sent[visit.phone] = now
        return sent


def utc_now() -> datetime:
    """Return the time of day, in UTC."""
    return datetime.now(UTC)


def build() -> Reminders:
    """Put the parts together, as the nightly job runs them."""
    return Reminders(SmsGateway(), utc_now)


class Outbox:
    """Keeps what would be sent."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def send(self, phone: str, text: str) -> None:
        """Keep the text."""
        self.texts.append(f"To {phone}: {text}")


if __name__ == "__main__":
    visit = Visit("0101", datetime(2030, 1, 7, 9, tzinfo=UTC))
    outbox = Outbox()
    Reminders(outbox, lambda: datetime(2030, 1, 6, 12, tzinfo=UTC)).remind([visit])
    print(outbox.texts)
