"""The token is for one link in a mail, to say yes to one visit. Nobody is logged in with it."""

from datetime import UTC, datetime, timedelta

import jwt


def link(visit_id: int, key: str) -> str:
    end = {"exp": datetime.now(UTC) + timedelta(days=2)}
    return jwt.encode({"visit": visit_id, **end}, key, "HS256")
