"""One comment under a merge request of GitLab, written anew each time.

Source: GitLab, Notes API, "Merge requests"; the variables are those of a job in a merge request pipeline.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from playbook.finding.runners import ToolError
from playbook.scanning.formats import MARK

_SECONDS = 30
_PER_PAGE = 100
_NEEDED = ("CI_API_V4_URL", "CI_PROJECT_ID", "CI_MERGE_REQUEST_IID", "PLAYBOOK_TOKEN")


def put_note(body: str, environment: Mapping[str, str]) -> str:
    """Write the text as a note, or in place of the one that this wrote before, and return what was done.

    Raises ToolError if a variable is missing or GitLab refuses.
    """
    if missing := [name for name in _NEEDED if not environment.get(name)]:
        raise ToolError(f"{', '.join(missing)} not set; run this in a merge request pipeline of GitLab, with a token")
    api, project, merge_request, token = (environment[name] for name in _NEEDED)
    notes = f"{api}/projects/{quote(project, safe='')}/merge_requests/{merge_request}/notes"
    mine = next((note["id"] for note in _notes(notes, token) if note["body"].startswith(MARK)), None)
    if mine is None:
        _ask("POST", notes, token, body)
        return "a comment is written"
    _ask("PUT", f"{notes}/{mine}", token, body)
    return "the comment is written anew"


def _notes(address: str, token: str) -> Iterator[dict[str, Any]]:
    page = 1
    while notes := _ask("GET", f"{address}?per_page={_PER_PAGE}&page={page}", token):
        yield from notes
        page += 1


def _ask(method: str, address: str, token: str, body: str | None = None) -> Any:  # noqa: ANN401 - JSON
    if not address.startswith(("https://", "http://")):
        raise ToolError(f"CI_API_V4_URL is {address}; it must begin with https://")
    data = None if body is None else json.dumps({"body": body}).encode()
    headers = {"PRIVATE-TOKEN": token, "Content-Type": "application/json"}
    request = Request(address, data, headers, method=method)  # noqa: S310 - looked at above
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            return json.load(answer)
    except (URLError, TimeoutError, ValueError) as error:
        raise ToolError(f"GitLab did not take the comment: {error}") from error
