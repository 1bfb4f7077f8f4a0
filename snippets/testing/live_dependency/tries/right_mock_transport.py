"""Reminders by text message, and their tests."""

from typing import Protocol

import httpx2
import json
import pytest

ADA, BOB = "+44 20 7946 0001", "+44 20 7946 0002"


class Gateway(Protocol):
    """Whatever sends a text message."""

    def send(self, phone: str, text: str) -> bool:
        """Send the text, and return whether it was taken."""


class SmsGateway:
    """The provider that sends our texts."""

    def __init__(self, address: str) -> None:
        self._address = address

    def send(self, phone: str, text: str) -> bool:
        """Send the text, and return whether the provider took it."""
        message = {"to": phone, "text": text}
        try:
            answer = httpx2.post(f"{self._address}/messages", json=message, timeout=5)
        except httpx2.HTTPError:
            return False
        return answer.is_success


class Reminders:
    """Reminds patients of their visits."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    def remind(self, phones: list[str]) -> list[str]:
        """Send a text to each number, and return those that it could not be sent to."""
        text = "You are expected tomorrow."
        return [phone for phone in phones if not self._gateway.send(phone, text)]


REFUSED = "+44 20 7946 0009"


@pytest.fixture
def reminders(monkeypatch: pytest.MonkeyPatch) -> Reminders:
    """Return reminders with the real gateway; what it sends ends in `provider`."""
    client = httpx2.Client(transport=httpx2.MockTransport(provider))
    monkeypatch.setattr(httpx2, "post", client.post)
    return Reminders(SmsGateway("https://sms.test"))


def provider(request: httpx2.Request) -> httpx2.Response:
    """Answer as the provider does: a number that does not exist is a 422."""
    assert str(request.url) == "https://sms.test/messages"
    return httpx2.Response(422 if json.loads(request.content)["to"] == REFUSED else 202)


def test_all_are_reached(reminders: Reminders) -> None:
    assert reminders.remind([ADA, BOB]) == []


def test_one_is_not_reached(reminders: Reminders) -> None:
    assert reminders.remind([ADA, REFUSED]) == [REFUSED]


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
