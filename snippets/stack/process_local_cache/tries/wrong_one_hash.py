"""Let patients check in at the door with a code on their phone: good once, and for ten minutes."""

import secrets

from fakeredis import FakeRedis
from redis import Redis

SECONDS = 600
KEY = "clinic:check-in"


class Codes:
    """The codes that are good at the moment."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis

    def issue(self, patient: str) -> str:
        """Return a fresh code for the patient."""
        code = secrets.token_urlsafe(16)
        self.redis.hset(KEY, code, patient)
        self.redis.expire(KEY, SECONDS)
        return code

    def redeem(self, code: str) -> str | None:
        """Use the code up, tell the desk, and return whose it was; None if it is not good."""
        with self.redis.pipeline(transaction=True) as both:
            both.hget(KEY, code).hdel(KEY, code)
            found, _ = both.execute()
        if found is None:
            return None
        patient = found.decode() if isinstance(found, bytes) else found
        self.redis.publish("arrivals", patient)
        return patient

    def withdraw(self, code: str) -> None:
        """Let the code be good no longer."""
        self.redis.hdel(KEY, code)


if __name__ == "__main__":
    codes = Codes(FakeRedis())  # in production: Redis.from_url(…, socket_timeout=2)
    sent = codes.issue("Ada")
    print("At the door:", codes.redeem(sent), "and once more:", codes.redeem(sent))
