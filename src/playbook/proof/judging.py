"""Say whether what an example gave is what it should give, line by line and as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from playbook.proof.lines import Ended, Kind, Line, Output, Side, doctest_module, names_error_alone
from playbook.proof.observing import Observed, Unread

Verdict = Literal["holds", "breaks"]

NOT_REACHED = Output("not reached", "not reached")
_SAID: Mapping[Kind, str] = {
    "set-up": "the set-up fails",
    "fault": "the fault is still there",
    "kept": "what worked before no longer does",
}


@dataclass(frozen=True, slots=True)
class Result:
    """What one line gave, how it ended, and whether that is what it was to give.

    Blank lines at the end of ``got`` are written ``<BLANKLINE>``, as a proof writes them.
    """

    line: int
    source: str
    want: str
    got: str
    verdict: Verdict
    kind: Kind
    ended: Ended


@dataclass(frozen=True, slots=True)
class Report:
    """The results of all lines. ``traceback`` is that of an example that could not be imported.

    ``unread`` says why the example is no Python, if it is none.
    """

    results: list[Result]
    traceback: str = ""
    unread: Unread | None = None

    @property
    def holds(self) -> bool:
        """Whether every line gave what it was to give."""
        return bool(self.results) and all(result.verdict == "holds" for result in self.results)

    @property
    def claims(self) -> list[Result]:
        """The results that count: those of all lines but the ones that only set things up."""
        return [result for result in self.results if result.kind != "set-up"]

    @property
    def broken(self) -> list[Kind]:
        """The kinds of the lines that broke, each once: what set things up, the fault, what must keep working."""
        kinds = {result.kind for result in self.results if result.verdict == "breaks"}
        return [kind for kind in _SAID if kind in kinds]

    @property
    def verdict(self) -> str:
        """The verdict in words, which begins with ``Holds``, ``Breaks`` or ``Not proven``."""
        claims = self.claims
        held = sum(result.verdict == "holds" for result in claims)
        counted = f"{held} of {len(claims)} {'claim' if len(claims) == 1 else 'claims'}"
        if self.holds:
            return f"Holds: {counted}"
        if self.unread:
            return f"Not proven: {self.unread.error}{f' in line {self.unread.line}' if self.unread.line else ''}"
        return f"Breaks: {_listed(self.broken)} ({counted} {'hold' if held != 1 else 'holds'})"

    def as_dict(self) -> dict[str, object]:
        """Return the report as plain JSON values."""
        return {
            "holds": self.holds,
            "proven": self.holds or self.unread is None,
            "verdict": self.verdict,
            "broken": self.broken,
            "results": [asdict(result) for result in self.results],
            "traceback": self.traceback,
        }


def _listed(kinds: Sequence[Kind]) -> str:
    *first, last = [_SAID[kind] for kind in kinds] or ["the proof has no lines"]
    return f"{', '.join(first)}, and {last}" if first else last


def judge(lines: Sequence[Line], observed: Observed, side: Side = "good") -> Report:
    """Return the verdict on each line; one that nothing is known of was not reached, and breaks.

    A line holds if it gave what this side's example must give.
    """
    missing = len(lines) - len(observed.outputs)
    outputs = [*observed.outputs[: len(lines)], *[NOT_REACHED] * missing]
    results = [_result(line, output, side) for line, output in zip(lines, outputs, strict=True)]
    return Report(results, observed.traceback, observed.unread)


def _result(line: Line, output: Output, side: Side) -> Result:
    verdict: Verdict = "holds" if gives(line.output(side), output, line.options) else "breaks"
    return Result(line.number, line.source, line.wanted(side), _written(output), verdict, line.kind, output.ended)


def _written(output: Output) -> str:
    """Return the text as a proof writes it: blank lines at its end can be seen."""
    if output.ended != "gave":
        return output.text
    body = output.text.rstrip("\n")
    blank = len(_printed(output.text)) - len(body) - bool(body)
    return "\n".join([body] * bool(body) + ["<BLANKLINE>"] * blank)


def gives(wanted: Output, got: Output, options: Mapping[int, bool] | None = None) -> bool:
    """Return whether an output is the wanted one, by doctest's rules; ELLIPSIS is always on.

    How it ended counts as well: no text that is printed is an error. ``raises Name`` without a message is given
    by that error with any message.
    """
    if wanted.ended != got.ended:
        return False
    if wanted.ended == "raised" and names_error_alone(wanted.text):
        return got.text == wanted.text or got.text.startswith(f"{wanted.text}:")
    doctest = doctest_module()
    flags = doctest.ELLIPSIS
    for flag, on in (options or {}).items():
        flags = flags | flag if on else flags & ~flag
    return bool(doctest.OutputChecker().check_output(_printed(wanted.text), _printed(got.text), flags))


def _printed(text: str) -> str:
    """Return the text with the newline at its end that outputs are kept without."""
    return f"{text}\n" if text.strip("\n") else text
