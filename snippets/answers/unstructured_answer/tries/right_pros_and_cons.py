"""An answer to the question: how do we split an invoice between patients who came together?"""

ANSWER = '''\
# How do we split an invoice, and test that no penny is lost?

## 📋 Overview

`split` divides an invoice between the patients who came together.
The shares are whole pence and add up to the invoice, so the books balance.

## Design decision

Two options were considered, `Decimal` pounds and `int` pence.

- Pence, pros: exact at each share. Cons: each page divides by 100.
- Pounds, pros: shown as they stand. Cons: thirds of ten pounds are a penny short. Rejected.

## 💻 Implementation

```python title="invoices.py"
"""Split invoices."""


def split(pence: int, patients: int) -> list[int]:
    """Return the share of each patient; all of them make the invoice."""
    if pence < 0 or patients < 1:
        raise ValueError(f"cannot split {pence} between {patients}")
    share, odd = divmod(pence, patients)
    return [share + 1] * odd + [share] * (patients - odd)
```

## ⚠️ Important Considerations

A refund is below zero and is refused, since the odd penny would go to somebody who
never paid it. Give back to each patient what they paid.

## Unit-tests

Run `pytest`.

```python title="test_invoices.py"
from invoices import split


def test_odd_pence_go_first() -> None:
    assert split(1000, 3) == [334, 333, 333]
```
'''

if __name__ == "__main__":
    print(ANSWER)
