"""An example's own tests are run as pytest runs them, against its code and against planted bugs."""

import asyncio
import linecache
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

from playbook import probe
from playbook.probe.suites import Bug, Suite, Variant

pytestmark = pytest.mark.slow

CODE = """
import asyncio, dataclasses, os, unittest
from pathlib import Path
import pytest

FEES = {"visit": 50}

@dataclasses.dataclass
class Account:
    paid: int = 0

    def pay(self, amount, *, times=1):
        self.paid += amount * times

    @property
    def settled(self):
        return self.paid >= FEES["visit"]

    @staticmethod
    def currency():
        return "EUR"

def owed(fee, paid=0):
    if paid > fee:
        return 0
    return fee - paid

async def later(amount):
    return amount
"""


def suite_of(tests: str, code: str = CODE) -> Suite:
    text = f"{code}\n{dedent(tests)}"
    module = ModuleType("suite_under_test")
    module.__file__ = "<suite under test>"
    linecache.cache[module.__file__] = (len(text), None, text.splitlines(keepends=True), module.__file__)
    return probe.suite(module)


EVERY_FORM = """\
@pytest.fixture
def account():
    return Account()

def test_owed(account):
    assert owed(50, account.paid) == 50

@pytest.mark.parametrize("paid", [0, 20])
def test_rest(paid):
    assert owed(50, paid) == 50 - paid

class TestAccount:
    def test_pay(self, tmp_path):
        (tmp_path / "note").write_text("kept")
        account = Account(); account.pay(3); assert account.paid == 3

class OldStyle(unittest.TestCase):
    def test_currency(self):
        self.assertEqual(Account.currency(), "EUR")

def test_wrong():
    assert owed(50) == 49

@pytest.mark.skip
def test_later(): ...

@pytest.mark.xfail
def test_some_day():
    assert False

@pytest.fixture
def broken():
    raise RuntimeError("no fixture")

def test_after(broken): ...
"""


def test_every_form_of_test_is_found_and_named() -> None:
    run = suite_of(EVERY_FORM).run()
    assert run.passed == [
        "test_owed", "test_rest[0]", "test_rest[20]", "TestAccount::test_pay", "OldStyle::test_currency"
    ]  # fmt: skip
    assert run.skipped == ["test_later", "test_some_day"]
    assert list(run.failed) == ["test_wrong", "test_after"]
    assert "assert 50 == 49" in run.failed["test_wrong"]
    assert "no fixture" in run.failed["test_after"]
    assert not run.green
    assert "1 error" in run.output


@pytest.mark.parametrize(
    ("tests", "failed"),
    [
        ("", []),
        ("@pytest.mark.skip\ndef test_nothing(): ...", []),
        ("import nowhere", ["test_suite"]),
        ("def test_ended(): pytest.exit('enough')", ["test_suite"]),
        ("raise SystemExit(0)", ["test_suite"]),
        ("pytest.skip('not here', allow_module_level=True)", []),
    ],
)
def test_a_run_without_a_test_that_passed_is_not_green(tests: str, failed: list[str]) -> None:
    run = suite_of(tests).run()
    assert not run.green
    assert [name[:10] for name in run.failed] == failed


PAYING = """
    def test_pay():
        account = Account()
        account.pay(20, times=2)
        assert (account.paid, account.settled, account.currency()) == (40, False, "EUR")

    def test_owed():
        assert owed(paid=20, fee=50) == 30

    def test_later():
        assert asyncio.run(later(3)) == 3
"""


def test_a_bug_stands_in_the_place_of_a_function_a_method_or_a_class() -> None:
    suite = suite_of(PAYING)
    assert suite.run().green
    bugs: dict[str, Bug] = {
        "owed": lambda right, fee, paid: right(fee, paid) + 1,
        "Account.pay": lambda right, self, amount, times: right(self, amount, times=times + 1),
        "Account.settled": lambda right, self: not right(self),
        "Account.currency": lambda _right: "USD",
        "later": lambda right, amount: right(amount + 1),
        "Account": lambda right: type("Account", (right,), {"currency": staticmethod(lambda: "USD")}),
    }
    failed = {
        name: list(run.failed) for name, run in suite.runs({name: {name: bug} for name, bug in bugs.items()}).items()
    }
    assert failed == {name: [f"test_{name.lower()}"] if "Acc" not in name else ["test_pay"] for name in bugs}
    both = {name: bugs[name] for name in ("owed", "later")}
    assert list(suite.run(both).failed) == ["test_owed", "test_later"]
    assert suite.run().green, "a bug ends with its run"


def test_variants_run_side_by_side_each_in_its_own_module() -> None:
    suite = suite_of("""
        def test_fee(tmp_path_factory):
            FEES["visit"] += 1
            assert owed(FEES["visit"]) == 51
    """)
    variants: dict[str, Variant] = {
        "right": {"owed": lambda right, fee, paid: right(fee, paid)},
        "wrong": {"owed": lambda _right, _fee, _paid: 0},
        "other fee": lambda module: module.FEES.update(visit=60),
        "as it is": {},
    }
    assert suite.unnoticed(variants) == ["right", "as it is"]
    assert suite.runs(variants, order=lambda _: [])["as it is"].passed == []


def test_each_variant_knows_its_own_lines_of_the_summary() -> None:
    suite = suite_of("""
        @pytest.mark.parametrize("fee", [20, 50])
        def test_owed(fee): assert owed(fee) == fee, f" - {fee} ::"
        def test_sub(subtests):
            for fee in (20, 50):
                with subtests.test(fee=fee): assert owed(fee) == fee
        @pytest.fixture
        def paid(): return 1 // owed(50)
        def test_after(paid): ...
    """)
    variants: dict[str, Variant] = {
        str(wrong): {"owed": lambda right, fee, paid, wrong=wrong: 0 if fee == wrong else right(fee, paid)}
        for wrong in (20, 50, 0)
    }
    runs = suite.runs(variants)
    assert runs["20"].reported == {"FAILED ::test_owed[20]", "SUBFAILED(fee=20) ::test_sub", "FAILED ::test_sub"}
    assert runs["50"].reported == {
        "FAILED ::test_owed[50]", "SUBFAILED(fee=50) ::test_sub", "FAILED ::test_sub", "ERROR ::test_after"
    }  # fmt: skip
    assert runs["0"].reported == set()
    both = suite.run({"owed": lambda _right, _fee, _paid: 0}).reported
    assert both == runs["20"].reported | runs["50"].reported


def test_a_brief_run_ends_a_variant_with_its_first_failure_and_tears_down_what_it_set_up() -> None:
    suite = suite_of("""
        seen = []
        @pytest.fixture(scope="module", autouse=True)
        def around():
            seen.append("begun"); yield; seen.clear()
        def test_first(): assert owed(50) == 50
        class TestMore:
            def test_second(self): assert owed(20) == 20
            def test_third(self): assert owed(30, 10) == 20
        class OldStyle(unittest.TestCase):
            @classmethod
            def setUpClass(cls): assert seen
            def test_fourth(self): pass
    """)
    variants: dict[str, Variant] = {
        "right": {},
        "wrong": {"owed": lambda right, fee, paid: right(fee, paid) if fee == 50 else 0},
        "right again": {},
    }
    whole, brief = (suite.runs(variants, brief=brief) for brief in (False, True))
    assert list(whole["wrong"].failed) == ["TestMore::test_second", "TestMore::test_third"]
    assert list(brief["wrong"].failed) == ["TestMore::test_second"]
    assert brief["wrong"].failed["TestMore::test_second"] == whole["wrong"].failed["TestMore::test_second"]
    assert brief["wrong"].skipped == ["TestMore::test_third", "OldStyle::test_fourth"]
    assert brief["right"].passed == brief["right again"].passed == whole["right"].passed
    assert suite.unnoticed(variants) == ["right", "right again"]


def test_a_call_that_does_not_fit_fails_as_it_would() -> None:
    suite = suite_of("def test_owed():\n    with pytest.raises(TypeError, match='fee'): owed()")
    assert suite.run({"owed": lambda right, *given: right(*given)}).green


def test_a_coroutine_function_stays_one() -> None:
    suite = suite_of("import inspect\ndef test_later(): assert inspect.iscoroutinefunction(later)")
    assert suite.run({"later": lambda _right, _amount: asyncio.sleep(0)}).green


def test_a_bug_stands_in_the_place_of_a_function_that_another_makes() -> None:
    code = "def make_fee(rate):\n    def fee(hours):\n        return rate * hours\n    return fee\n"
    suite = suite_of("fee = make_fee(5)\ndef test_fee(): assert fee(2) == 10", code)
    assert suite.unnoticed({"none": {}, "inner": {"make_fee.<locals>.fee": lambda right, hours: right(hours + 1)}}) == [
        "none"
    ]


def test_a_name_that_is_not_defined_is_an_error() -> None:
    with pytest.raises(LookupError, match=r"Account\.refund"):
        suite_of(PAYING).run({"Account.refund": lambda right: right})


def test_the_module_can_be_altered_before_the_first_test() -> None:
    suite = suite_of("def test_fee(): assert FEES['visit'] == 50")
    assert suite.run().green
    assert not suite.run(lambda module: module.FEES.update(visit=60)).green


def test_the_order_is_the_callers() -> None:
    suite = suite_of("""
        seen = []
        def test_first(): seen.append(1)
        def test_second(): assert seen
        @pytest.mark.parametrize("number", range(20))
        def test_more(number): ...
    """)
    assert suite.run().passed[:2] == ["test_first", "test_second"]
    assert suite.run(order=reversed).passed == [f"test_more[{number}]" for number in range(19, -1, -1)] + ["test_first"]
    assert list(suite.run(order=lambda _: ["test_second"]).failed) == ["test_second"]
    assert suite.dependent() == ["test_second"]
    orders = [suite.run(order=lambda names: probe.shuffled(names[1:])).passed for _ in range(2)]
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1])


def test_coverage_is_that_of_the_named_definitions_in_lines_and_branches() -> None:
    suite = suite_of("def test_owed(): assert owed(50) == 50")
    assert suite.run().covered is None
    assert suite.run(cover=["owed"]).covered == pytest.approx(100 * 3 / 5)  # 2 of 3 lines, 1 of 2 branches
    whole = suite_of(PAYING + "    assert owed(1, 2) == 0")
    assert whole.run(cover=["owed", "Account"]).covered == 100
    assert suite_of("def test_other(): ...").run(cover=["owed"]).covered == 0
    hidden = suite_of("def test_owed(): assert owed(50) == 50", CODE.replace("> fee:", "> fee:  # pragma: no cover"))
    assert hidden.run(cover=["owed"]).covered == pytest.approx(60)


def process() -> list[object]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    return [environment, Path.cwd(), list(sys.path), list(warnings.filters), sys.meta_path[:]]


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("pass", 0),
        ("raise SystemExit", 0),
        ("raise SystemExit(3)", 3),
        ("raise SystemExit(256)", 0),
        ("raise SystemExit(-1)", 255),
        ("raise SystemExit('no')", 1),
        ("1 / 0", 1),
        ("raise SystemExit(pytest.main(['-q', __file__]))", 1),
    ],
)
def test_the_file_runs_as_a_program_with_its_status(end: str, code: int, capfd: pytest.CaptureFixture[str]) -> None:
    suite = suite_of(f"""
        def test_wrong(): assert False
        if __name__ == "__main__":
            print("begun", flush=True)
            {end}
    """)
    assert suite.exit_code() == code
    assert suite.exit_code(lambda text: text.replace("assert False", "assert True")) == (0 if "main(" in end else code)
    assert capfd.readouterr() == ("", "")


def test_a_program_finds_what_it_left_when_it_ran_before() -> None:
    suite = suite_of("""
        from pathlib import Path

        if __name__ == "__main__":
            Path(f"{__file__}.runs").open("a").write("again ")
            raise SystemExit(len(Path(f"{__file__}.runs").read_text().split()))
    """)
    assert [suite.exit_code(), suite.exit_code(str, str, str), suite.exit_code()] == [1, 3, 1]
    assert suite.exit_code(str, lambda text: text.replace("SystemExit(", "SystemExit(7 + ")) == 9


def test_a_program_gets_no_arguments_of_whoever_runs_the_proof() -> None:
    suite = suite_of("""
        import sys

        def test_nothing():
            pass

        if __name__ == "__main__":
            raise SystemExit(len(sys.argv) - 1)
    """)
    assert suite.exit_code() == 0


@pytest.fixture
def around() -> Iterator[None]:
    """Compare what a process has before and after."""
    before, modules = process(), set(sys.modules)
    yield
    assert process() == before
    assert [name for name in set(sys.modules) - modules if "suite" in name or "plants" in name] == []


@pytest.mark.usefixtures("around")
def test_nothing_is_left_behind_or_printed(capfd: pytest.CaptureFixture[str]) -> None:
    suite = suite_of("""
        import sys, warnings
        def test_untidy():
            print("printed"); warnings.warn("warned"); os.environ["LEFT"] = "1"
            Path("left").write_text("left"); sys.path.append("/left"); warnings.simplefilter("error")
            assert __file__ and os.listdir() and not os.environ.get("PYTEST_ADDOPTS")
        def test_captured(capsys):
            print("heard"); assert capsys.readouterr().out == "heard\\n"
    """)
    assert suite.run({"owed": lambda right, *given: right(*given)}).passed == ["test_untidy", "test_captured"]
    assert capfd.readouterr() == ("", "")
    assert not Path("left").exists()


def test_settings_of_the_caller_are_not_the_suites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing")
    assert suite_of("def test_owed(): ...").run().green
