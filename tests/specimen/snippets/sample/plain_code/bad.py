"""Keep the codes with which patients pick up their letters."""


def keep(code: str) -> str:
    """Return what is kept of a code."""
    return code


def fits(kept: str, code: str) -> bool:
    """Return whether this is the code that was kept."""
    return kept == code


if __name__ == "__main__":
    print(fits(keep("4711"), "4711"))
