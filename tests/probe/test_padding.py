"""Tests are lengthened and emptied where they stand, whatever form they have."""

import textwrap

import pytest

from playbook import probe

TEXT = textwrap.dedent('''
    def owed(cents):
        """A function that is no test."""
        return cents  # all of it

    class TestOwed:
        @pytest.mark.slow
        def test_twice(self):  # pragma: no cover
            """Sagt: zwölf."""
            def test_inner():
                assert owed(2) == 2
            test_inner()  # at once

    async def test_later(): assert owed("ö") == "ö"; assert owed(1)  # no cover

    def test_last():
        assert owed(
            3,
        ) == 3
''')


def test_lines_are_added_at_the_end_of_each_test() -> None:
    padded = probe.padded(TEXT, ["more", "and more"])
    assert padded.count("more\n") == 2 * 3
    assert "        test_inner()  # at once\n        more\n        and more\n" in padded
    assert "async def test_later(): # no cover\n    assert owed('ö') == 'ö'\n    assert owed(1)\n    more\n" in padded
    assert "    ) == 3\n    more\n" in padded
    compile(padded.replace("and more", "more"), "<padded>", "exec")


def test_lines_take_the_place_of_each_test() -> None:
    emptied = probe.padded(TEXT, ["pass"], instead=True)
    assert (
        "def test_twice(self):  # pragma: no cover\n        pass\n\nasync def test_later(): # no cover\n    pass\n"
        in emptied
    )
    assert emptied.endswith("def test_last():\n    pass\n")
    assert "return cents  # all of it" in emptied
    assert emptied.count("assert") == 0
    compile(emptied, "<emptied>", "exec")


@pytest.mark.parametrize("text", ["", "x = 1\n", "def owed(): pass"])
def test_a_text_without_tests_stays(text: str) -> None:
    assert probe.padded(text, ["pass"], instead=True) == text
