"""Keep somebody logged in: an access token for every request, a refresh token for the next one."""

import hashlib
import secrets
import time
from typing import NamedTuple

import jwt
from jwt.types import Options
from sqlalchemy import Engine, create_engine, delete, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

ACCESS_SECONDS = 10 * 60
REFRESH_SECONDS = 14 * 86_400
AUDIENCE = "clinic"


class Base(DeclarativeBase):
    """What the tables have in common."""


class RefreshToken(Base):
    """A refresh token that was given out: its digest, and the login that it comes from."""

    __tablename__ = "refresh_tokens"
    digest: Mapped[str] = mapped_column(primary_key=True)
    family: Mapped[str] = mapped_column(index=True)
    user: Mapped[str]
    expires_at: Mapped[float]
    used_at: Mapped[float | None]


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
            return self._issue(session, user, secrets.token_hex(16))

    def refresh(self, token: str) -> Tokens:
        """Exchange a refresh token for two tokens, or raise Refused."""
        mine, good = RefreshToken.digest == digest_of(token), RefreshToken.expires_at > time.time()
        claim = update(RefreshToken).where(mine, good, RefreshToken.used_at.is_(None))
        use = claim.values(used_at=time.time()).returning(RefreshToken)
        with Session(self.engine) as session, session.begin():
            old = RefreshToken.used_at < time.time() - 3600
            session.execute(delete(RefreshToken).where(old))
            row = session.scalar(use)
            if row:
                return self._issue(session, row.user, row.family)
            family = RefreshToken.family.in_(select(RefreshToken.family).where(mine))
            session.execute(delete(RefreshToken).where(family))
        raise Refused

    def user_of(self, token: str) -> str:
        """Return whose access token it is, or raise Refused."""
        try:
            needed: Options = {"require": ["exp", "sub"]}
            claims = jwt.decode(token, self.key, ["HS256"], needed, audience=AUDIENCE)
        except jwt.InvalidTokenError as error:
            raise Refused from error
        return str(claims["sub"])

    def _issue(self, session: Session, user: str, family: str) -> Tokens:
        now, token = time.time(), secrets.token_urlsafe(32)
        expires_at = now + REFRESH_SECONDS
        row = {"digest": digest_of(token), "family": family, "user": user}
        session.add(RefreshToken(**row, expires_at=expires_at))
        claims = {"sub": user, "exp": now + ACCESS_SECONDS, "aud": AUDIENCE}
        return Tokens(jwt.encode(claims, self.key, "HS256"), token)


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
