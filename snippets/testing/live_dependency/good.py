"""Reminders by text message, and their tests."""

from typing import Protocol

import httpx2
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


class FakeGateway:
    """Takes each text but those to `refused`, and keeps whom it was sent to."""

    def __init__(self, refused: str = "") -> None:
        self.refused = refused
        self.asked: list[str] = []

    def send(self, phone: str, text: str) -> bool:
        """Return whether the number is not the refused one."""
        self.asked.append(phone)
        return phone != self.refused


def test_each_patient_is_reminded() -> None:
    """Each number gets a text."""
    gateway = FakeGateway()
    assert Reminders(gateway).remind([ADA, BOB]) == []
    assert gateway.asked == [ADA, BOB]


def test_who_was_not_reached_is_returned() -> None:
    """A number that the gateway refuses comes back, and the next one still gets a text."""
    gateway = FakeGateway(refused=ADA)
    assert Reminders(gateway).remind([ADA, BOB]) == [ADA]
    assert gateway.asked == [ADA, BOB]


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
