"""Let patients check in at the door with a code on their phone: good once, and for ten minutes."""

import secrets

from fakeredis import FakeRedis
from redis import Redis

SECONDS = 600


def key_of(code: str) -> str:
    """Return where Redis keeps a code."""
    return f"clinic:check-in:{code}"


class Codes:
    """The codes that are good at the moment."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis

    def issue(self, patient: str) -> str:
        """Return a fresh code for the patient."""
        code = secrets.token_urlsafe(16)
        self.redis.set(key_of(code), patient, ex=SECONDS)
        return code

    def redeem(self, code: str) -> str | None:
        """Use the code up, tell the desk, and return whose it was; None if it is not good."""
        found = self.redis.get(key_of(code))
        if found is None:
            return None
        patient = found.decode() if isinstance(found, bytes) else found
        self.redis.publish("arrivals", patient)
        return patient if self.redis.delete(key_of(code)) else None

    def withdraw(self, code: str) -> None:
        """Let the code be good no longer."""
        self.redis.delete(key_of(code))


if __name__ == "__main__":
    codes = Codes(FakeRedis())  # in production: Redis.from_url(…, socket_timeout=2)
    sent = codes.issue("Ada")
    print("At the door:", codes.redeem(sent), "and once more:", codes.redeem(sent))
