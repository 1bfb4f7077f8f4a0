"""The class keeps the address and opens nothing here, which the tool cannot see."""

from clinic.sms import SmsGateway


def test_slash_at_the_end_is_dropped() -> None:
    assert SmsGateway("https://sandbox.sms.example/").address == "https://sandbox.sms.example"
