"""Keep a try: write its file, and its reason into the front matter, which otherwise stays as its author set it."""

import json
import re
from pathlib import Path

import yaml

from playbook.book.tries import FOLDER, TriesError

_FRONT_MATTER = re.compile(r"\A---\n(?P<yaml>.*?)^---\n", re.DOTALL | re.MULTILINE)


def keep(folder: Path, name: str, source: str, reason: str) -> Path:
    """Write the try of this name to the rule in this folder, with its reason; return its path.

    Raises TriesError, before anything is written, for a name that is taken and for front matter that has no room.
    """
    path, page = folder / FOLDER / f"{name}.py", folder / "rule.md"
    if path.exists():
        raise TriesError(f"{name} is kept already; take another name")
    text = with_reason(page.read_text(encoding="utf-8"), name, reason)
    path.parent.mkdir(exist_ok=True)
    path.write_text(source, encoding="utf-8")
    page.write_text(text, encoding="utf-8")
    return path


def with_reason(text: str, name: str, reason: str) -> str:
    """Return the text of a ``rule.md`` with this entry under ``tries``, all else as it is.

    Raises TriesError for a text without front matter, or whose ``tries`` is no mapping or has this name.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        raise TriesError("the rule.md has no front matter")
    entry = f"{name}: {json.dumps(reason, ensure_ascii=False)}"
    node = yaml.compose(match["yaml"], Loader=yaml.SafeLoader)
    pairs = {key.value: (key, value) for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
    key, tries = pairs.get("tries", (None, None))
    if key is None:
        return _inserted(text, match.end("yaml"), f"tries:\n  {entry}\n")
    if not isinstance(tries, yaml.MappingNode):
        raise TriesError("found no names under `tries:`; write `tries: {}`")
    if name in {other.value for other, _ in tries.value}:
        raise TriesError(f"{name} has a reason already; take another name")
    return _inserted(text, *_place(match["yaml"], tries, entry, match.start("yaml")))


def _place(matter: str, tries: yaml.MappingNode, entry: str, offset: int) -> tuple[int, str]:
    """Return where the entry belongs in the file, and what to write there."""
    if tries.flow_style:
        end = matter.rindex("}", 0, tries.end_mark.index)
        last = matter[:end].rstrip()
        return offset + len(last), f"{'' if last.endswith(('{', ',')) else ','}{' ' if tries.value else ''}{entry}"
    _, value = tries.value[-1]
    row_end = matter.find("\n", len(matter[: value.end_mark.index].rstrip()))
    indent = " " * tries.value[0][0].start_mark.column
    return offset + row_end + 1, f"{indent}{entry}\n"


def _inserted(text: str, place: int, what: str) -> str:
    return text[:place] + what + text[place:]
