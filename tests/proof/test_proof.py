import builtins
import logging
import os
import random
import sys
import warnings
from pathlib import Path
from typing import get_args

import pytest

from playbook.proof import (
    NOT_REACHED,
    Ended,
    Line,
    Observed,
    Output,
    ProofError,
    gives,
    judge,
    new_module,
    observe,
    own_traceback,
    parse,
    prompts,
    prove,
    restored,
)

TWICE = "def twice(number):\n    return number * 2\n"


def gave(*texts: str) -> Observed:
    return Observed([Output(text) for text in texts])


def error(text: str) -> Output:
    return Output(f"raises {text}", "raised")


def gots(proof: str, source: str) -> list[str]:
    return [result.got for result in prove(proof, source).results]


def test_each_prompt_gives_one_result_with_source_want_got_and_verdict() -> None:
    report = prove(">>> # Two.\n>>> example.twice(2)\n4\n>>> example.twice(3)  # bad: 9\n7\n", TWICE)
    assert [(r.line, r.source, r.want, r.got, r.verdict) for r in report.results] == [
        (2, "example.twice(2)", "4", "4", "holds"),
        (4, "example.twice(3)", "7", "6", "breaks"),
    ]
    assert not report.holds
    assert report.as_dict()["holds"] is False


def test_a_proof_without_lines_does_not_hold() -> None:
    assert not prove("", TWICE).holds


def test_captions_stand_over_the_lines_until_the_next_and_join_when_in_a_row() -> None:
    lines = parse(">>> 1\n1\n>>> # One\n>>> # caption.\n>>> 2\n2\n>>> 3\n3\n>>> # Other.\n>>> 4\n4\n")
    assert [line.says for line in lines] == ["", "One caption.", "One caption.", "Other."]


@pytest.mark.parametrize(
    ("comment", "bad"),
    [("", None), ("  # bad: 3", "3"), ("  # bad: nothing", ""), ("  # bad: raises KeyError", "raises KeyError")],
)
def test_what_bad_gives_is_read_from_the_comment(comment: str, bad: str | None) -> None:
    line = parse(f">>> example.twice(2){comment}\n4\n")[0]
    assert (line.source, line.bad) == ("example.twice(2)", bad)
    assert line.wanted("good") == "4"
    assert line.wanted("bad") == ("4" if bad is None else bad)


def test_a_mark_inside_a_string_is_no_comment() -> None:
    assert parse(">>> '# bad: 1'  # bad: 2\n'# bad: 1'\n") == [Line(1, "'# bad: 1'", "'# bad: 1'", "2", "")]


def test_the_mark_of_a_statement_of_several_lines_stands_on_its_last() -> None:
    assert parse(">>> (1 +\n...  1)  # bad: 3\n2\n")[0].bad == "3"
    with pytest.raises(ProofError, match="at the end of the last line"):
        parse(">>> (1 +  # bad: 3\n...  1)\n2\n")


@pytest.mark.parametrize(
    "source", ["1  # bad 2", "1  # bad:", "1  # bad:2", "1  #bad: 2", "1  # bad: raises", "1  # bad: raises my error"]
)
def test_a_malformed_mark_is_refused_with_its_line(source: str) -> None:
    with pytest.raises(ProofError) as caught:
        parse(f">>> 0\n0\n>>> {source}\n1\n")
    assert [slip.line for slip in caught.value.slips] == [3]


def test_all_slips_of_a_proof_come_at_once() -> None:
    with pytest.raises(ProofError) as caught:
        parse(">>> 1  # bad: 1\n1\n>>> 2  # bad\n2\n")
    assert [slip.line for slip in caught.value.slips] == [1, 3]


def test_a_compound_statement_of_one_line_is_a_line_too() -> None:
    assert prove(">>> for number in (1, 2): example.twice(number)\n2\n4\n", TWICE).holds


def test_errors_are_results_named_without_their_module() -> None:
    source = "class Refused(Exception): pass\ndef ask(): raise Refused('not today')\n"
    wanted = ">>> example.ask()\nTraceback (most recent call last):\n    ...\nexample.Refused: not today\n"
    assert prove(wanted, source).holds
    assert gots(wanted, source) == ["raises Refused: not today"]


def test_gives_follows_doctest_and_takes_an_error_by_its_name_alone() -> None:
    assert gives(error("KeyError"), error("KeyError: 'x'"))
    assert gives(error("KeyError"), error("KeyError"))
    assert not gives(error("KeyError"), error("KeyErrors: 'x'"))
    assert not gives(error("KeyError: 'y'"), error("KeyError: 'x'"))
    assert gives(Output("[1, ..., 9]"), Output("[1, 2, 3, 9]"))
    assert not gives(Output("1"), Output(""))
    assert not gives(Output(""), Output("1"))
    assert gives(Output("a\n<BLANKLINE>\nb"), Output("a\n\nb"))


@pytest.mark.parametrize(
    ("print_it", "want", "shown"),
    [
        (r"print('a\n')", "a\n<BLANKLINE>", "a\n<BLANKLINE>"),
        (r"print('a\n\n')", "a\n<BLANKLINE>\n<BLANKLINE>", "a\n<BLANKLINE>\n<BLANKLINE>"),
        ("print()", "<BLANKLINE>", "<BLANKLINE>"),
        (r"print('\na\n\nb')", "<BLANKLINE>\na\n<BLANKLINE>\nb", "\na\n\nb"),
    ],
)
def test_blank_lines_count_also_at_the_end(print_it: str, want: str, shown: str) -> None:
    report = prove(f">>> {print_it}\n{want}\n", "")
    assert report.holds
    assert report.results[0].got == shown
    assert not prove(f">>> {print_it}\n{want}\n<BLANKLINE>\n", "").holds
    assert not prove(f">>> {print_it}\n", "").holds


PRETENDERS = ["not reached", "did not end within 60 s", "ended the process with code 7", "raises KeyError"]


@pytest.mark.parametrize("text", PRETENDERS)
def test_no_text_that_is_printed_passes_for_a_way_to_end(text: str) -> None:
    [line] = parse(f">>> example.act()  # bad: {text}\n'done'\n")
    for ended in get_args(Ended):
        observed = Observed([Output(text, ended)])
        holds = ended == ("raised" if text.startswith("raises") else "gave")
        assert judge([line], observed, "bad").holds is holds
    [result] = prove(">>> example.act()  # bad: raises KeyError\n'done'\n", f"def act(): print({text!r})").results
    assert (result.got, result.ended) == (text, "gave")


def test_a_want_of_any_text_is_not_given_by_what_was_never_reached() -> None:
    lines = parse(">>> example.act()\n'...'\n>>> print(1, 2)\n1 ...\n")
    assert not judge(lines, Observed([Output("'done'")])).holds
    assert [result.ended for result in judge(lines, Observed([])).results] == ["not reached", "not reached"]


@pytest.mark.parametrize(
    "proof",
    [
        ">>> 1  # bad: ...\n1\n",
        ">>> 1  # bad: ... ...\n1\n",
        ">>> 1\n...\n",
        ">>> 1  # bad: 2\n...\n",
        ">>> print(1)\n<BLANKLINE>\n...\n",
    ],
)
def test_a_bare_ellipsis_is_a_slip(proof: str) -> None:
    with pytest.raises(ProofError, match=r"`\.\.\.` alone is any") as caught:
        parse(proof)
    assert [slip.line for slip in caught.value.slips] == [1]


def test_an_empty_continuation_of_a_compound_statement_is_none() -> None:
    assert prove(">>> for number in (1, 2):\n...     print(number)\n...\n1\n2\n", "").holds


KINDS = """\
>>> number = 1
>>> # Two is kept.
>>> example.twice(number)
2
>>> # Three is not.
>>> example.twice(3)  # bad: 9
6
>>> example.twice(4)  # bad: nothing
8
"""


def test_a_line_is_set_up_or_what_is_kept_or_the_fault() -> None:
    assert [line.kind for line in parse(KINDS)] == ["set-up", "kept", "fault", "fault"]


@pytest.mark.parametrize(
    ("body", "broken", "verdict"),
    [
        ("number * 2", [], "Holds: 3 of 3 claims"),
        ("number if number > 2 else 2", ["fault"], "Breaks: the fault is still there (1 of 3 claims holds)"),
        (
            "number * 2 if number > 1 else 0",
            ["kept"],
            "Breaks: what worked before no longer does (2 of 3 claims hold)",
        ),
        (
            "0",
            ["fault", "kept"],
            "Breaks: the fault is still there, and what worked before no longer does (0 of 3 claims hold)",
        ),
    ],
)
def test_the_verdict_says_which_kinds_failed_and_counts_claims_alone(
    body: str, broken: list[str], verdict: str
) -> None:
    report = prove(KINDS, f"def twice(number): return {body}")
    assert (report.broken, report.verdict) == (broken, verdict)
    assert report.as_dict()["verdict"] == verdict


def test_a_set_up_line_that_fails_is_a_break_and_is_said() -> None:
    report = prove(KINDS.replace("number = 1", "number = example.one"), TWICE + "number = 1")
    assert report.verdict == ("Breaks: the set-up fails, and what worked before no longer does (2 of 3 claims hold)")
    only = prove(">>> example.one\n>>> 1\n1\n", TWICE)
    assert not only.holds
    assert only.verdict == "Breaks: the set-up fails (1 of 1 claim holds)"


def test_a_proof_without_lines_says_so() -> None:
    assert prove("", TWICE).verdict == "Breaks: the proof has no lines (0 of 0 claims hold)"


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        ("x = 1\ndef twice(number:\n", "Not proven: SyntaxError in line 2"),
        ("def twice(number):\nreturn 1\n", "Not proven: IndentationError in line 2"),
        ("x = '\0'\n", "Not proven: SyntaxError"),
        ("raise SyntaxError('mine')\n", "Breaks: "),
        ("import json; compile('x = (', 'other', 'exec')\n", "Breaks: "),
        ("missing\n", "Breaks: "),
    ],
)
def test_what_is_no_python_is_not_proven(source: str, verdict: str) -> None:
    report = prove(KINDS, source)
    assert report.verdict.startswith(verdict)
    assert not report.holds


def test_options_of_doctest_work_as_in_doctest() -> None:
    proof = ">>> example.text()  # doctest: +NORMALIZE_WHITESPACE\n'a b'\n"
    assert prove(proof, "def text(): return 'a  b'").holds
    assert not prove(proof.replace("+NORM", "-NORM"), "def text(): return 'a  b'").holds


def test_an_example_that_does_not_import_fails_where_it_is_used_and_shows_its_own_traceback() -> None:
    report = prove(
        ">>> 1 + 1\n2\n>>> example.twice(2)\n4\n", "import math\nmath.floor(1)\nmissing\n", filename="good.py"
    )
    assert [result.got for result in report.results] == ["2", "raises NameError: name 'missing' is not defined"]
    assert 'File "good.py", line 3, in <module>\n    missing' in report.traceback
    assert "observing.py" not in report.traceback


def test_a_syntax_error_is_shown_at_its_place() -> None:
    report = prove(">>> example.twice(2)\n4\n", "def twice(number:\n")
    assert "def twice(number:" in report.traceback
    assert report.results[0].got.startswith("raises SyntaxError")


@pytest.mark.parametrize("ending", ["raise SystemExit(3)", "raise KeyboardInterrupt", "import sys; sys.exit('bye')"])
def test_an_example_that_ends_the_program_ends_only_its_line(ending: str) -> None:
    report = prove(">>> example.stop()\n>>> 1\n1\n", f"def stop():\n    {ending}\n")
    assert [result.verdict for result in report.results] == ["breaks", "holds"]


def test_endless_recursion_is_a_result() -> None:
    assert gots(">>> example.f()\n>>> 1\n1\n", "def f(): return f()")[0].startswith("raises RecursionError")


def test_each_run_gets_a_fresh_module() -> None:
    source = "seen = []\ndef see():\n    seen.append(1)\n    return len(seen)\n"
    assert prove(">>> example.see()\n1\n", source).holds
    assert prove(">>> example.see()\n1\n", source).holds


def test_the_example_is_importable_by_name_while_it_is_proven_and_not_after() -> None:
    assert prove(">>> import example as again\n>>> again is example\nTrue\n", TWICE).holds
    assert "example" not in sys.modules


def test_further_names_can_be_lent() -> None:
    assert prove(">>> lent\n'spanner'\n", TWICE, names={"lent": "spanner"}).holds


def test_what_each_line_gave_is_told_as_it_comes() -> None:
    told: list[tuple[int, Output]] = []
    observed = observe(
        prompts(parse(">>> 1\n1\n>>> example.twice(2)\n5\n")), TWICE, on_output=lambda *told_: told.append(told_)
    )
    assert told == [(1, Output("1")), (3, Output("4"))]
    assert observed == Observed([Output("1"), Output("4")])


def test_a_line_that_nothing_is_known_of_breaks_and_what_is_no_line_counts_for_nothing() -> None:
    lines = parse(">>> 1\n1\n>>> 2\n2\n")
    assert [result.got for result in judge(lines, gave("1")).results] == ["1", NOT_REACHED.text]
    assert not judge(lines, gave("1")).holds
    assert judge(lines, gave("1", "2", "3")).holds


def test_very_long_output_loses_its_middle() -> None:
    [got] = gots(">>> print(example.twice('a' * 30_000) + 'b')\n", TWICE)
    assert got.startswith("aaaa")
    assert "40,001 characters left out" in got
    assert got.endswith("aaab")
    assert len(got) < 21_000


SPOILER = """
import builtins, logging, os, random, sys, warnings
print("noise while importing")
def spoil():
    sys.stdout = sys.stderr = None
    sys.displayhook = lambda value: None
    sys.path.insert(0, "/nowhere")
    sys.argv[:] = ["spoilt"]
    os.environ["SPOILT"] = "yes"
    os.environ.pop("HOME", None)
    os.chdir("/")
    random.seed(1)
    warnings.simplefilter("error")
    logging.basicConfig(level=logging.DEBUG, handlers=[logging.NullHandler()])
    logging.getLogger("spoilt").addHandler(logging.NullHandler())
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(77777)
    builtins.len = lambda *_: 42
    builtins.vars = builtins.dict = None
    builtins.extra = 1
"""


def state() -> list[object]:
    loggers = [logging.getLogger().level, list(logging.getLogger().handlers), logging.getLogger("spoilt").handlers]
    system = [sys.stdout, sys.stderr, sys.displayhook, list(sys.path), list(sys.argv), sys.getrecursionlimit()]
    rest = [dict(os.environ), Path.cwd(), random.getstate(), list(warnings.filters), logging.root.manager.disable]
    return [*loggers, *system, *rest, dict(builtins.__dict__)]


def test_what_an_example_leaves_behind_is_gone() -> None:
    before = state()
    assert prove(">>> example.spoil()\n", SPOILER).holds
    assert state() == before
    assert prove(">>> len([])\n0\n", TWICE).holds


LOAD = """
import json
def load():
    try:
        json.loads("{")
    except ValueError as error:
        raise KeyError("settings") from error
"""


def test_an_own_traceback_keeps_causes_and_drops_other_peoples_frames() -> None:
    with restored(), pytest.raises(KeyError) as caught:
        new_module("mine", LOAD, "mine.py").load()
    shown = own_traceback(caught.value, "mine.py")
    assert shown.count('File "mine.py"') == 2
    assert "json/" not in shown
    assert "direct cause" in shown


def test_a_line_is_judged_by_what_its_side_must_give() -> None:
    lines = parse(">>> example.price()  # bad: 5\n4\n>>> example.name()\n'Ada'\n")
    assert [result.verdict for result in judge(lines, gave("5", "'Ada'"), "bad").results] == ["holds", "holds"]
    assert [result.verdict for result in judge(lines, gave("4", "'Ada'"), "bad").results] == ["breaks", "holds"]
    assert [result.want for result in judge(lines, gave("4", "'Ada'")).results] == ["4", "'Ada'"]
