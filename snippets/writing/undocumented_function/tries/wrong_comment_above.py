"""Take a discount off an invoice, and divide an invoice into instalments."""

from decimal import ROUND_DOWN, Decimal

CENT = Decimal("0.01")


# Takes a discount in per cent (0 to 100) off the total. Raises ValueError for any other.
def discounted(total: Decimal, discount: Decimal) -> Decimal:
    if not 0 <= discount <= 100:
        raise ValueError(f"a discount is from 0 to 100 per cent, not {discount}")
    return (total * (100 - discount) / 100).quantize(CENT)


# Divides the total; the first instalment has the odd cents. Raises ValueError below 1.
def instalments(total: Decimal, months: int) -> list[Decimal]:
    if months < 1:
        raise ValueError(f"there is at least one instalment, not {months}")
    each = (total / months).quantize(CENT, rounding=ROUND_DOWN)
    return [total - each * (months - 1)] + [each] * (months - 1)


if __name__ == "__main__":
    help(discounted)
    print("per month:", *instalments(Decimal("100.00"), 3))
