"""Let patients check in at the door with a code on their phone: good once, and for ten minutes."""

import secrets
import time

from fakeredis import FakeRedis
from redis import Redis

SECONDS = 600
issued: dict[str, tuple[str, float]] = {}


class Codes:
    """The codes that are good at the moment."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis

    def issue(self, patient: str) -> str:
        """Return a fresh code for the patient."""
        code = secrets.token_urlsafe(16)
        for old in [one for one, (_, ends) in issued.items() if ends < time.time()]:
            issued.pop(old, None)
        issued[code] = (patient, time.time() + SECONDS)
        return code

    def redeem(self, code: str) -> str | None:
        """Use the code up, tell the desk, and return whose it was; None if it is not good."""
        patient, ends = issued.pop(code, ("", 0.0))
        if ends < time.time():
            return None
        self.redis.publish("arrivals", patient)
        return patient

    def withdraw(self, code: str) -> None:
        """Let the code be good no longer."""
        issued.pop(code, None)


if __name__ == "__main__":
    codes = Codes(FakeRedis())  # in production: Redis.from_url(…, socket_timeout=2)
    sent = codes.issue("Ada")
    print("At the door:", codes.redeem(sent), "and once more:", codes.redeem(sent))
