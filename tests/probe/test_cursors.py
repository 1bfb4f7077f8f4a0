"""What an opaque cursor holds is replaced, and the cursor is written as it was."""

import base64
import json

import pytest

from playbook import probe


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


def test_each_word_is_replaced_by_each_of_the_others() -> None:
    found = probe.refilled(encoded("after:20"), [2**63, "\0"])
    assert found == [encoded(one) for one in (f"{2**63}:20", f"after:{2**63}", "\0:20", "after:\0")]


def test_each_value_of_json_is_replaced_however_deep_it_is() -> None:
    found = probe.refilled(encoded(json.dumps({"after": [20, {"name": "Ada"}]})), ["\0"])
    held = [json.loads(base64.urlsafe_b64decode(one)) for one in found]
    assert held == [{"after": ["\0", {"name": "Ada"}]}, {"after": [20, {"name": "\0"}]}]


def test_a_cursor_may_lack_what_fills_it_up() -> None:
    assert probe.refilled(encoded("20").rstrip("="), [21]) == [encoded("21")]


@pytest.mark.parametrize("text", ["", "20", "Ada Lovelace", "2030-01-07", encoded("\0\1"), "é"])
def test_a_text_that_holds_none_stays_alone(text: str) -> None:
    assert probe.refilled(text, [21]) == []
