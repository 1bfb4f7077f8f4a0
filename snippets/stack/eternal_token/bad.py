"""Keep somebody logged in: an access token for every request, a refresh token for the next one."""

import hashlib
import secrets
import time
from typing import NamedTuple

import jwt
from jwt.types import Options
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

ACCESS_SECONDS = 30 * 86_400
REFRESH_SECONDS = 365 * 86_400
AUDIENCE = "clinic"


class Base(DeclarativeBase):
    """What the tables have in common."""


class RefreshToken(Base):
    """A refresh token that was given out: its digest, and whose it is."""

    __tablename__ = "refresh_tokens"
    digest: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str]
    expires_at: Mapped[float]


class Tokens(NamedTuple):
    """What the client gets."""

    access: str
    refresh: str


class Refused(Exception):
    """The token is not good, or no longer; its owner has to log in."""


def digest_of(token: str) -> str:
    """Return what is kept of a refresh token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Sessions:
    """The logins of all users, kept in a database that every server shares."""

    def __init__(self, engine: Engine, key: str) -> None:
        self.engine, self.key = engine, key

    def log_in(self, user: str) -> Tokens:
        """Begin a session of somebody whose password was right."""
        with Session(self.engine) as session, session.begin():
            token, expires_at = secrets.token_urlsafe(32), time.time() + REFRESH_SECONDS
            session.add(RefreshToken(digest=digest_of(token), user=user, expires_at=expires_at))
        return Tokens(self._access(user), token)

    def refresh(self, token: str) -> Tokens:
        """Exchange a refresh token for two tokens, or raise Refused."""
        mine, good = RefreshToken.digest == digest_of(token), RefreshToken.expires_at > time.time()
        known = select(RefreshToken).where(mine, good)
        with Session(self.engine) as session:
            row = session.scalar(known)
        if row is None:
            raise Refused
        return Tokens(self._access(row.user), token)

    def user_of(self, token: str) -> str:
        """Return whose access token it is, or raise Refused."""
        try:
            needed: Options = {"require": ["exp", "sub"]}
            claims = jwt.decode(token, self.key, ["HS256"], needed, audience=AUDIENCE)
        except jwt.InvalidTokenError as error:
            raise Refused from error
        return str(claims["sub"])

    def _access(self, user: str) -> str:
        claims = {"sub": user, "exp": time.time() + ACCESS_SECONDS, "aud": AUDIENCE}
        return jwt.encode(claims, self.key, "HS256")


if __name__ == "__main__":
    database = create_engine("sqlite://")
    Base.metadata.create_all(database)
    sessions = Sessions(database, secrets.token_hex(32))
    first = sessions.log_in("ada")
    second = sessions.refresh(first.refresh)
    print("The tokens belong to", sessions.user_of(second.access))
    try:
        print("The first refresh token gives", len(sessions.refresh(first.refresh)), "more")
    except Refused:
        print("The first refresh token was good once")
