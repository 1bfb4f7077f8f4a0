"""Accounts of the clinic's staff: registration and sign-in."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()
NOBODY = HASHER.hash("compared with when an address has no account")


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
            fits = HASHER.verify(self.stored.get(email, NOBODY), password)
        except (InvalidHashError, VerificationError):
            return False
        return fits


if __name__ == "__main__":
    accounts = StaffAccounts()
    for colleague in ("khan@clinic.example", "ito@clinic.example"):
        accounts.register(colleague, "correct horse battery staple")
        print(f"{colleague}  stored as  {accounts.stored[colleague][:30]}")
        print("signs in:", accounts.sign_in(colleague, "correct horse battery staple"))
    print("different values stored:", len(set(accounts.stored.values())))
