"""Run one proof against one example, and say what each line gave.

A proof is a doctest (https://docs.python.org/3/library/doctest.html) that sees one name, ``example``:
the module under proof, freshly imported. What a line should give is what the good example gives; a
comment ``# bad: …`` at its end says what the bad example gives instead.

``lines`` reads a proof, ``observing`` runs it, ``restoring`` cleans up behind it and ``judging`` gives the verdict.
They need nothing but the standard library, and are the very files that the browser runs.
"""

from collections.abc import Mapping

from playbook.proof.judging import NOT_REACHED, Report, Result, Verdict, gives, judge
from playbook.proof.lines import (
    NOTHING,
    RAISES,
    Ended,
    Kind,
    Line,
    Output,
    Prompt,
    ProofError,
    ProofSlip,
    Side,
    parse,
    prompts,
)
from playbook.proof.observing import Observed, Unread, clipped, clipped_output, new_module, observe, own_traceback
from playbook.proof.restoring import MODULE_NAME, restored

__all__ = [
    "MODULE_NAME",
    "NOTHING",
    "NOT_REACHED",
    "RAISES",
    "Ended",
    "Kind",
    "Line",
    "Observed",
    "Output",
    "Prompt",
    "ProofError",
    "ProofSlip",
    "Report",
    "Result",
    "Side",
    "Unread",
    "Verdict",
    "clipped",
    "clipped_output",
    "gives",
    "judge",
    "new_module",
    "observe",
    "own_traceback",
    "parse",
    "prompts",
    "prove",
    "restored",
]


def prove(
    proof: str,
    source: str,
    *,
    filename: str = "example.py",
    names: Mapping[str, object] | None = None,
) -> Report:
    """Run the proof against the example's source, and return what each line gave.

    ``names`` are further names that the proof may use. Whatever the example prints, raises or leaves behind
    ends with this call. Raises ProofError if the proof cannot be read; an example's own errors are results,
    never raised.
    """
    lines = parse(proof)
    return judge(lines, observe(prompts(lines), source, filename=filename, names=names))
