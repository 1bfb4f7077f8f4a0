"""Letters of a formula, which the docstring cites."""


def clearance(u: float, v: float, p: float) -> float:
    """Return the renal clearance, U times V by P."""
    return u * v / p
