"""The function is a report for a terminal, and nothing in its file says so."""

def show(totals: dict[str, int]) -> None:
    for month, total in totals.items():
        print(f"{month:10} {total:8}")
