"""Accounts of the clinic's staff: registration and sign-in."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()
NOBODY = HASHER.hash("compared with when an address has no account")


@lru_cache(maxsize=256)
def fits_hash(stored: str, password: str) -> bool:
    """Return whether the password made this hash; the answer is remembered, since it is slow."""
    return HASHER.verify(stored, password)


class StaffAccounts:
    """The staff table: what it holds for each e-mail address is in ``stored``."""

    def __init__(self) -> None:
        self.stored: dict[str, str] = {}

    def register(self, email: str, password: str) -> None:
        """Store what is needed to check this password later."""
        self.stored[email] = HASHER.hash(password)

    def sign_in(self, email: str, password: str) -> bool:
        """Return whether this is the password of the account with this address."""
        try:
            fits = fits_hash(self.stored.get(email, NOBODY), password)
        except (InvalidHashError, VerificationError):
            return False
        return fits and email in self.stored


if __name__ == "__main__":
    accounts = StaffAccounts()
    for colleague in ("khan@clinic.example", "ito@clinic.example"):
        accounts.register(colleague, "correct horse battery staple")
        print(f"{colleague}  stored as  {accounts.stored[colleague][:30]}")
        print("signs in:", accounts.sign_in(colleague, "correct horse battery staple"))
    print("different values stored:", len(set(accounts.stored.values())))
