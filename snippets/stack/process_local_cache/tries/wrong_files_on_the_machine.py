"""Let patients check in at the door with a code on their phone: good once, and for ten minutes."""

import hashlib
import json
import secrets
import tempfile
import time
from pathlib import Path

from fakeredis import FakeRedis
from redis import Redis

SECONDS = 600
FOLDER = Path(tempfile.gettempdir()) / "clinic-check-in"


def file_of(code: str) -> Path:
    """Return where the machine keeps a code."""
    return FOLDER / hashlib.sha256(code.encode()).hexdigest()


class Codes:
    """The codes that are good at the moment."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis
        FOLDER.mkdir(exist_ok=True)

    def issue(self, patient: str) -> str:
        """Return a fresh code for the patient."""
        code = secrets.token_urlsafe(16)
        file_of(code).write_text(json.dumps([patient, time.time() + SECONDS]), encoding="utf-8")
        return code

    def redeem(self, code: str) -> str | None:
        """Use the code up, tell the desk, and return whose it was; None if it is not good."""
        try:
            patient, ends = json.loads(file_of(code).read_text(encoding="utf-8"))
            file_of(code).unlink()  # of two that ask at once, one finds no file
        except FileNotFoundError:
            return None
        if ends < time.time():
            return None
        self.redis.publish("arrivals", patient)
        return str(patient)

    def withdraw(self, code: str) -> None:
        """Let the code be good no longer."""
        file_of(code).unlink(missing_ok=True)


if __name__ == "__main__":
    codes = Codes(FakeRedis())  # in production: Redis.from_url(…, socket_timeout=2)
    sent = codes.issue("Ada")
    print("At the door:", codes.redeem(sent), "and once more:", codes.redeem(sent))
