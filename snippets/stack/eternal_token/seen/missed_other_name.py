"""The name does not say what lives so long."""

import time

import jwt

SEASON = 90 * 86_400


def token_for(user: str, key: str) -> str:
    return jwt.encode({"sub": user, "exp": time.time() + SEASON}, key, "HS256")
