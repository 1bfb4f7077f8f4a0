"""Medians, and ratios of them."""

from collections.abc import Sequence
from statistics import median


def ratio(name: str, ours: Sequence[float], other: str, theirs: Sequence[float]) -> str:
    """Return a line with both medians in seconds, their ranges, and the ratio of the medians."""
    return f"{name}: {spread(ours)}; {other}: {spread(theirs)}; ratio {median(ours) / median(theirs):.2f}"


def spread(seconds: Sequence[float]) -> str:
    """Return the median in seconds, and the range."""
    return f"{median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f}, {len(seconds)} runs)"
