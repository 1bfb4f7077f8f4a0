"""Remind patients of appointments, with a link that only the clinic can have made."""

import hashlib
import hmac
import logging
import os

logger = logging.getLogger(__name__)
SECRETS = ("SIGNING_KEY", "SMS_TOKEN")


class Reminders:
    """Signs the links, and speaks to the gateway that sends the messages."""

    def __init__(self, signing_key: str, sms_token: str) -> None:
        self._signing_key = signing_key.encode()
        self._sms_token = sms_token

    def sign(self, path: str) -> str:
        """Return the signature of this path, in hexadecimal digits."""
        return hmac.new(self._signing_key, path.encode(), hashlib.sha256).hexdigest()

    def verify(self, path: str, signature: str) -> bool:
        """Return whether this is our signature of this path."""
        return hmac.compare_digest(self.sign(path).encode(), signature.encode())

    def sms_headers(self) -> dict[str, str]:
        """Return the headers of a request to the gateway."""
        return {"Authorization": f"Bearer {self._sms_token}"}


def start() -> Reminders:
    """Return the reminders. Raises SystemExit if a secret is missing."""
    missing = [name for name in SECRETS if not os.environ.get(name)]
    if missing:
        raise SystemExit(f"Set these environment variables: {', '.join(missing)}")
    logger.info("The gateway's token ends in %s", os.environ["SMS_TOKEN"][-4:])
    return Reminders(os.environ["SIGNING_KEY"], os.environ["SMS_TOKEN"])


if __name__ == "__main__":
    for token in ("of-staging", "of-production", ""):
        os.environ.update(SIGNING_KEY="of-this-run", SMS_TOKEN=token)
        try:
            print(f"SMS_TOKEN={token:13}  sends  {start().sms_headers()}")
        except SystemExit as stop:
            print(f"SMS_TOKEN={token:13}  stops  {stop}")
