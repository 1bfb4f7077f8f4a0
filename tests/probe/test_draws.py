"""Drawn values are valid, differ, and no seed foresees them; forged tokens are wrong in one thing each."""

import random
import re
from typing import Any

import jwt
import pytest

from playbook import probe


@pytest.mark.parametrize("draw", [probe.name, probe.word, probe.email, probe.uuid, probe.card])
def test_values_differ_and_cannot_be_seeded(draw: "type[str]") -> None:
    drawn = set()
    for _ in range(50):
        random.seed(1)
        drawn.add(draw())
    assert len(drawn) > 45


def test_card_numbers_pass_luhn() -> None:
    def luhn(number: str) -> int:
        digits = [int(digit) for digit in reversed(number)]
        return sum(d if place % 2 == 0 else (2 * d - 9 if d > 4 else 2 * d) for place, d in enumerate(digits)) % 10

    assert luhn("4111111111111111") == 0
    for length, first in ((16, "4"), (15, "37"), (19, "62")):
        number = probe.card(length, first)
        assert (luhn(number), len(number), number.startswith(first)) == (0, length, True)


def test_ranges_include_their_ends() -> None:
    assert {probe.integer(1, 3) for _ in range(200)} == {1, 2, 3}
    assert {probe.hour(8, 10) for _ in range(200)} == {8, 9}
    assert probe.around(20) == [19, 20, 21]
    assert sorted(probe.shuffled("abc")) == ["a", "b", "c"]
    assert probe.day(-1, -1) < probe.day(0, 0) < probe.day(1, 1)
    assert re.fullmatch(r"\+447700900\d{3}", probe.phone())


ISSUER = "https://login.example"
CLAIMS = {"sub": "osei", "aud": "records", "iss": ISSUER, "exp": 4_102_444_800}
KEY = "k" * 64


def _accepts(token: str) -> bool:
    try:
        jwt.decode(token, KEY, algorithms=["HS256"], audience="records", issuer=ISSUER,
                   options={"require": ["exp", "sub", "aud", "iss"]})  # fmt: skip
    except jwt.InvalidTokenError:
        return False
    return True


def test_rightful_token_is_accepted_and_no_forgery() -> None:
    assert _accepts(probe.jwt(CLAIMS, KEY))
    assert jwt.decode(probe.jwt(CLAIMS, KEY, "HS512"), KEY, algorithms=["HS512"], audience="records") == CLAIMS
    forged = probe.forgeries(CLAIMS, KEY)
    assert [what for what, token in forged.items() if _accepts(token)] == []


@pytest.mark.parametrize(
    ("option", "accepted"),
    [
        ("verify_exp", {"expired an hour ago"}),
        ("verify_nbf", {"not good before tomorrow"}),
        ("verify_aud", {"another aud", "aud that begins alike", "aud that is a part"}),
        ("verify_iss", {"another iss", "iss that begins alike", "iss that is a part"}),
    ],
)
def test_each_forgery_is_wrong_in_one_thing(option: str, accepted: set[str]) -> None:
    options: Any = {"require": ["exp", "sub", "aud", "iss"], option: False}
    passed = set()
    for what, token in probe.forgeries(CLAIMS, KEY).items():
        try:
            jwt.decode(token, KEY, algorithms=["HS256"], audience="records", issuer=ISSUER, options=options)
        except jwt.InvalidTokenError:
            continue
        passed.add(what)
    assert passed == accepted
