"""Rows of one query have one length each, and zip turns them into columns."""

def columns(rows: list[tuple[str, int]]) -> list[tuple[str | int, ...]]:
    return list(zip(*rows))
