import subprocess
import sys
import time
from pathlib import Path

import pytest

from playbook.proof import NOT_REACHED, ProofError
from playbook.proving.run_in_child import Limits, prove_apart

pytestmark = pytest.mark.slow

PROOF = ">>> 1\n1\n>>> example.act()\n'done'\n>>> 2\n2\n"


def test_a_proof_apart_gives_what_it_gives_at_home() -> None:
    report = prove_apart(PROOF, "def act(): return 'done'", filename="good.py")
    assert report.holds
    assert [result.got for result in report.results] == ["1", "'done'", "2"]


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "while True:\n        try:\n            while True: pass\n        except BaseException: pass",
        "import time; time.sleep(1000)",
        "import threading; threading.Event().wait()",
    ],
)
def test_an_example_that_never_ends_is_stopped_and_its_line_says_so(body: str) -> None:
    report = prove_apart(PROOF, f"def act():\n    {body}\n", filename="bad.py", limits=Limits(seconds=1.5))
    assert [result.got for result in report.results] == ["1", "did not end within 1.5 s", NOT_REACHED.text]
    assert [result.ended for result in report.results] == ["gave", "timed out", "not reached"]
    assert [result.verdict for result in report.results] == ["holds", "breaks", "breaks"]
    assert report.traceback == "The example did not end within 1.5 s.\n"


def test_a_proof_stops_with_the_line_that_its_limits_name() -> None:
    report = prove_apart(PROOF, "import os\ndef act(): os._exit(7)", filename="wrong_exit.py", limits=Limits(last=1))
    assert [result.got for result in report.results] == ["1"]


def test_an_example_that_ends_the_process_is_a_result() -> None:
    report = prove_apart(PROOF, "import os\ndef act(): os._exit(7)", filename="bad.py")
    assert [result.got for result in report.results] == ["1", "ended the process with code 7", NOT_REACHED.text]
    assert [result.ended for result in report.results] == ["gave", "process ended", "not reached"]


def test_a_program_that_is_stopped_gives_nothing_that_any_line_could_want() -> None:
    proof = ">>> example.act()  # bad: did not ... within ...\n'done'\n>>> 2  # bad: not reached\n2\n"
    report = prove_apart(
        proof, "import time\ndef act(): time.sleep(60)", filename="bad.py", side="bad", limits=Limits(seconds=1.5)
    )
    assert [result.verdict for result in report.results] == ["breaks", "breaks"]


LEFT_RUNNING = """
import threading, time
def act():
    threading.Thread(target=time.sleep, args=(60,)).start()
    return "done"
"""


def test_a_thread_that_is_left_running_holds_nothing_up() -> None:
    started = time.monotonic()
    assert prove_apart(PROOF, LEFT_RUNNING, filename="good.py").holds
    assert time.monotonic() - started < 30


GRANDCHILD = """
import subprocess, sys, time
BEAT = "import time\\nwhile True: open({path!r}, 'a').write('.'); time.sleep(0.02)"
def act():
    subprocess.Popen([sys.executable, "-c", BEAT])
    while not __import__("os").path.exists({path!r}):
        time.sleep(0.01)
    return "done"
"""


def test_what_an_example_starts_ends_with_it(tmp_path: Path) -> None:
    beats = tmp_path / "beats"
    assert prove_apart(PROOF, GRANDCHILD.replace("{path!r}", repr(str(beats))), filename="good.py").holds
    heard = beats.read_text(encoding="utf-8")
    time.sleep(0.3)
    assert beats.read_text(encoding="utf-8") == heard


NOISY = """
import os, sys
print("noise")
def act():
    print("noise", file=sys.stderr)
    os.system("echo noise")
    return "done" if not os.listdir() else os.listdir()
"""


def test_an_example_works_in_an_empty_folder_and_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    assert prove_apart(PROOF, NOISY, filename="good.py").holds
    assert capfd.readouterr() == ("", "")


def test_a_proof_that_cannot_be_read_is_refused_before_anything_runs() -> None:
    with pytest.raises(ProofError):
        prove_apart(">>> 1  # bad\n1\n", "", filename="good.py")


def test_a_script_without_a_main_guard_is_told_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    call = 'prove_apart(">>> 1\\n1\\n", "", filename="good.py")'
    script.write_text(f"from playbook.proving.run_in_child import prove_apart\n{call}\n", encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("since each child imports the script anew.")
