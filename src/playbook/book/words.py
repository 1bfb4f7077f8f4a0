"""Numbers with their words, as every message writes them."""


def count(number: int, word: str) -> str:
    """Return the number and the word: ``1 slip``, ``2 slips``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
