"""Two files beside each other, and the values of a proof beside each other."""

import pytest

from playbook.pages.aligned import FEWEST_FOLDED, Stretch, aligned
from playbook.pages.views import apart


def lines(*texts: str) -> str:
    return "".join(f"{text}\n" for text in texts)


SAME = [f"same_{number}" for number in range(20)]


def places(stretches: list[Stretch]) -> dict[int, int]:
    """Return the row of the page on which each row of the file stands."""
    found, place = {}, 0
    for stretch in stretches:
        for row in stretch.rows:
            found[row], place = place, place + 1
        place += stretch.gap
    return found


def test_every_line_is_there_once_and_the_same_lines_face_each_other() -> None:
    bad = lines(*SAME[:8], "old", *SAME[8:14], "gone", *SAME[14:])
    good = lines("added", *SAME[:8], "new", "more", *SAME[8:])
    sides = aligned(bad, good)
    seen = {side: places(sides[side]) for side in sides}
    assert list(seen["bad"]) == list(range(len(bad.splitlines())))
    assert list(seen["good"]) == list(range(len(good.splitlines())))
    for text in SAME:
        assert seen["bad"][bad.splitlines().index(text)] == seen["good"][good.splitlines().index(text)]
    assert seen["bad"][bad.splitlines().index("old")] == seen["good"][good.splitlines().index("new")]


def test_long_stretches_that_are_the_same_are_folded_but_for_the_lines_around_a_difference() -> None:
    sides = aligned(lines(*SAME[:10], "old", *SAME[10:]), lines(*SAME[:10], "new", *SAME[10:]))
    for stretches in sides.values():
        folds = [stretch for stretch in stretches if stretch.fold]
        assert [stretch.fold for stretch in folds] == [1, 2]
        assert [stretch.rows.start for stretch in folds] == [0, 13]
        assert sum(len(stretch.rows) for stretch in folds) == 16


def test_short_stretches_stay_open() -> None:
    few = SAME[: FEWEST_FOLDED - 1]
    sides = aligned(lines(*few, "old"), lines(*few, "new"))
    assert not [stretch for stretch in sides["bad"] if stretch.fold]


@pytest.mark.parametrize(
    ("text", "other", "parts"),
    [
        ("[]", "['Ada']", ("", "[]", "")),
        (
            "{'success': True, 'data': None, 'status': 500}",
            "{'success': True, 'data': None, 'status': 404}",
            ("{'success': True, 'data': None, 'status': ", "500", "}"),
        ),
        (
            "the same text on both sides of it",
            "the same text on both sides of it",
            ("", "the same text on both sides of it", ""),
        ),
        (
            "a value that is long and ends in 17",
            "a value that is long and ends in 1",
            ("a value that is long and ends in ", "17", ""),
        ),
        (
            "aaaa bbbb cccc dddd eeee ffff",
            "aaaa bbbb cccc dddd eeee ffff gggg",
            ("aaaa bbbb cccc dddd eeee ", "ffff", ""),
        ),
    ],
)
def test_of_two_long_values_the_part_is_found_that_differs(text: str, other: str, parts: tuple[str, str, str]) -> None:
    assert apart(text, other) == parts
    assert "".join(parts) == text
