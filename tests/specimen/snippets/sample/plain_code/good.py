"""Keep the codes with which patients pick up their letters."""

from argon2 import PasswordHasher

HASHER = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)


def keep(code: str) -> str:
    """Return what is kept of a code."""
    return HASHER.hash(code)


def fits(kept: str, code: str) -> bool:
    """Return whether this is the code that was kept; a wrong one raises VerifyMismatchError."""
    return HASHER.verify(kept, code)


if __name__ == "__main__":
    print(fits(keep("4711"), "4711"))
