"""Accounts of the clinic's staff: registration and sign-in."""

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

HASHES = PasswordHash((Argon2Hasher(memory_cost=19 * 1024, time_cost=2, parallelism=1),))


class StaffAccounts:
    """The staff table: what it holds for each e-mail address is in ``stored``."""

    def __init__(self) -> None:
        self.stored: dict[str, str] = {}

    def register(self, email: str, password: str) -> None:
        """Store what is needed to check this password later."""
        self.stored[email] = HASHES.hash(password)

    def sign_in(self, email: str, password: str) -> bool:
        """Return whether this is the password of the account with this address."""
        stored = self.stored.get(email)
        if stored is None:
            HASHES.hash(password)
            return False
        fits, fresh = HASHES.verify_and_update(password, stored)
        if fresh is not None:
            self.stored[email] = fresh
        return fits
