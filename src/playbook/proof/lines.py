"""What a proof says: its lines, what each should give, and the slips of one that cannot be read."""

import ast
import importlib
import io
import re
import tokenize
import types
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import doctest

NOTHING = "nothing"
RAISES = "raises "

_CAPTION = re.compile(r"^>>> #\s*(?!bad\b)(?P<text>.*\S)\s*$")
_BAD_MARK = re.compile(r"#\s*bad\b")
_BAD = re.compile(r"# bad: (?P<text>\S.*?)\s*(?:#\s*doctest:.*)?$")
_RAISES = re.compile(r"raises [A-Za-z_]\w*")
_ANYTHING = re.compile(r"(?:\.\.\.|\s|<BLANKLINE>)*\.\.\.(?:\.\.\.|\s|<BLANKLINE>)*")

Side = Literal["good", "bad"]

Kind = Literal["set-up", "kept", "fault"]
"""What a line is for: it prepares, or it says what must keep working, or it shows the fault."""

Ended = Literal["gave", "raised", "timed out", "process ended", "not reached"]
"""How a line ended. Only these two are the line's own doing: it gave its output, or it raised an error."""


class Output(NamedTuple):
    """What a line gives: its text, and how it ended, which no text can say.

    The text is what was printed, without its last newline; a text of newlines alone keeps them all, so that an
    empty line is not nothing. An error's text is ``raises Name: message``.
    """

    text: str
    ended: Ended = "gave"


class ProofSlip(NamedTuple):
    """An author's slip in a proof: its line (from 1), what was found, and what would be right."""

    line: int
    found: str
    right: str


class ProofError(ValueError):
    """A proof that cannot be read. ``slips`` holds every reason, in the order of the lines."""

    def __init__(self, slips: list[ProofSlip]) -> None:
        self.slips = slips
        super().__init__("; ".join(f"line {s.line}: found {s.found}; {s.right}" for s in slips))


@dataclass(frozen=True, slots=True)
class Line:
    """One prompt of a proof.

    ``number`` counts from 1 in the proof's text; ``want`` is what the good example gives and ``bad``
    what the bad one gives instead, or None where both give the same. An empty text is no output.
    ``says`` is the caption that the line stands under; ``raises`` is whether the good example must raise.
    """

    number: int
    source: str
    want: str
    bad: str | None
    says: str
    raises: bool = False
    options: dict[int, bool] = field(default_factory=dict, repr=False, compare=False)

    @property
    def kind(self) -> Kind:
        """What the line is for; one that gives nothing on either side only sets things up."""
        if self.bad is not None:
            return "fault"
        return "kept" if self.want else "set-up"

    def wanted(self, side: Side) -> str:
        """Return the text of what this side's example must give."""
        return self.output(side).text

    def output(self, side: Side) -> Output:
        """Return what this side's example must give."""
        if side == "bad" and self.bad is not None:
            return Output(self.bad, "raised" if self.bad.startswith(RAISES) else "gave")
        return Output(self.want, "raised" if self.raises else "gave")


class Prompt(NamedTuple):
    """What is run of a line: its number and its source, and not what it should give."""

    number: int
    source: str


def parse(text: str) -> list[Line]:
    """Return the lines of a proof.

    Raises ProofError with every slip: a prompt that doctest cannot read, a ``# bad:`` that is malformed
    or says what the good example gives anyway, a ``...`` that stands for any output at all.
    """
    examples = _doctest_examples(text)
    captions = _captions(text)
    slips: list[ProofSlip] = []
    lines = [_line(example, captions, slips) for example in examples]
    rows = text.splitlines()
    slips += [_any_output(example) for example in examples if _wants_anything(example, rows)]
    if slips:
        raise ProofError(sorted(slips))
    return lines


def prompts(lines: Iterable[Line]) -> list[Prompt]:
    """Return what is run of these lines."""
    return [Prompt(line.number, line.source) for line in lines]


def doctest_module() -> types.ModuleType:
    """Return doctest, which the browser takes half a second to import: a program that only runs does without."""
    return importlib.import_module("doctest")


def raised(message: str) -> Output:
    """Return the output of a line that raised: ``message`` is the last line of the traceback.

    The name of the error's module is left out.
    """
    name, colon, rest = message.strip().partition(":")
    return Output(f"{RAISES}{name.rpartition('.')[2]}{colon}{rest}", "raised")


def names_error_alone(text: str) -> bool:
    """Return whether this is ``raises Name``, which any message of that error fulfils."""
    return _RAISES.fullmatch(text) is not None


def _doctest_examples(text: str) -> "list[doctest.Example]":
    try:
        examples: list[doctest.Example] = doctest_module().DocTestParser().get_examples(text)
    except ValueError as error:
        match = re.search(r"line (\d+)", str(error))
        number = int(match.group(1)) if match else 1
        found = f"`{text.splitlines()[number - 1].strip()}`"
        right = "write `>>> code`, `... more code` and the output under it, each with the same indentation"
        raise ProofError([ProofSlip(number, found, right)]) from None
    return examples


def _captions(text: str) -> dict[int, str]:
    """Return the caption that each line of the text stands under, by line number; captions in a row are one."""
    captions: dict[int, str] = {}
    says, continued = "", False
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _CAPTION.match(line):
            says = f"{says} {match['text']}" if continued else match["text"]
        continued = bool(match)
        captions[number] = says
    return captions


def _line(example: "doctest.Example", captions: Mapping[int, str], slips: list[ProofSlip]) -> Line:
    number = example.lineno + 1
    want = raised(example.exc_msg) if example.exc_msg is not None else Output(example.want.removesuffix("\n"))
    source, bad = _split_bad(example.source.rstrip("\n"), number, slips)
    if bad is not None and bad == want.text:
        right = "say what bad gives instead, or leave the comment out where both give the same"
        slips.append(ProofSlip(number, f"`# bad: {bad or NOTHING}`, which is what good gives", right))
    raises = want.ended == "raised"
    return Line(number, source, want.text, bad, captions[number], raises, dict(example.options))


def _any_output(example: "doctest.Example") -> ProofSlip:
    right = "write more of the output: `...` alone is any, also the wrong one"
    return ProofSlip(example.lineno + 1, "`...` as the whole output", right)


def _wants_anything(example: "doctest.Example", rows: Sequence[str]) -> bool:
    """Return whether any output will do: one of ``...`` alone, which doctest reads as a prompt under a statement."""
    if _ANYTHING.fullmatch(example.want):
        return True
    last = example.lineno + len(example.source.rstrip("\n").splitlines())
    if last >= len(rows) or rows[last].strip() != "...":
        return False
    try:
        statements = ast.parse(example.source).body
    except (SyntaxError, ValueError):
        return False
    return not any(hasattr(statement, "body") or isinstance(statement, ast.Match) for statement in statements)


def _split_bad(source: str, number: int, slips: list[ProofSlip]) -> tuple[str, str | None]:
    """Return the source without its ``# bad:`` comment, and what that says."""
    comments = [token for token in _tokens(source) if token.type == tokenize.COMMENT]
    marked = [comment for comment in comments if _BAD_MARK.match(comment.string)]
    if not marked:
        return source, None
    comment, rows = marked[-1], source.splitlines()
    match = _BAD.match(comment.string)
    if not match or comment.start[0] != len(rows) or len(marked) > 1:
        right = (
            "write `# bad: <value>`, `# bad: nothing` or `# bad: raises NameOfError`, once, at the end of the last line"
        )
        slips.append(ProofSlip(number, f"`{comment.string}`", right))
        return source, None
    rows[-1] = rows[-1][: comment.start[1]].rstrip()
    text = match["text"]
    if right := _fault_of_bad(text):
        slips.append(ProofSlip(number, f"`{comment.string}`", right))
    return "\n".join(rows), "" if text == NOTHING else text


def _fault_of_bad(text: str) -> str:
    """Return what would be right instead of this text behind ``# bad:``, or an empty text if nothing is wrong."""
    if _ANYTHING.fullmatch(text):
        return "write what bad gives, or more of it: `...` alone is any output, also the right one"
    if text.startswith("raises") and not names_error_alone(text):
        return "write `# bad: raises NameOfError`, one name and no message"
    return ""


def _tokens(source: str) -> list[tokenize.TokenInfo]:
    try:
        return list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return []
