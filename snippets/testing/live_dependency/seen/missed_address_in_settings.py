"""The address is in the settings, and nothing in the test tells where it leads."""

from clinic.settings import SMS_ADDRESS
from clinic.sms import SmsGateway


def test_text_is_taken() -> None:
    assert SmsGateway(SMS_ADDRESS).send("+44 20 7946 0001", "You are expected tomorrow.")
