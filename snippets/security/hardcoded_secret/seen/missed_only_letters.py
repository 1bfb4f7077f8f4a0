"""There is no digit in it, so it might as well be the name of a header."""

SIGNING_KEY = "correct-horse-battery"
