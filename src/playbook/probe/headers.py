"""Headers as values: compared by what they mean, whatever their case, order and spacing."""

import re
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

_PAIR = re.compile(r"""\s*([^\s=;,"]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s;,]*))?\s*""")
_CHALLENGE = re.compile(r"""(?:^|,)\s*([A-Za-z][\w!#$%&'*+.^`|~-]*)(?=\s+[^=\s]|\s*(?:,|$))""")

Answer = Any  # a response of Starlette's TestClient or of httpx2


class Challenge(NamedTuple):
    """One challenge of WWW-Authenticate: its scheme in lower case, and its parameters."""

    scheme: str
    parameters: dict[str, str]


def header(answer: Answer, name: str) -> str:
    """Return the header of an answer, or an empty text; several of one name are joined by commas."""
    return str(answer.headers.get(name, ""))


def csp(answer: Answer) -> dict[str, set[str]]:
    """Return each directive of the Content-Security-Policy with its set of sources; of two, the first counts.

    ``answer`` is a response or the header's value. Several policies, joined by a comma, are read as one each;
    a directive then has the sources that all of them allow.

    Examples:
        >>> csp("Default-Src 'none'; script-src https://a.example 'self'")["script-src"] == {"'self'", "https://a.example"}
        True
    """
    policies = [_policy(policy) for policy in _value(answer, "Content-Security-Policy").split(",") if policy.strip()]
    merged: dict[str, set[str]] = {}
    for policy in policies:
        for name, sources in policy.items():
            merged[name] = merged[name] & sources if name in merged else sources
    return merged


def _policy(policy: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for part in policy.split(";"):
        words = part.split()
        if words:
            sources = {word.lower() if word.startswith("'") and "-" not in word else word for word in words[1:]}
            found.setdefault(words[0].lower(), sources)
    return found


def directives(value: str) -> dict[str, str]:
    """Return the ``name=value`` pairs of a header, names in lower case, quotes taken off; a bare name has ``""``.

    Examples:
        >>> directives('Max-Age="31536000"; includeSubDomains')
        {'max-age': '31536000', 'includesubdomains': ''}
    """
    pairs = re.findall(_PAIR, value)
    found: dict[str, str] = {}
    for name, given in pairs:
        found.setdefault(name.lower(), re.sub(r"\\(.)", r"\1", given[1:-1]) if given.startswith('"') else given)
    return found


def hsts(answer: Answer) -> dict[str, str]:
    """Return the directives of Strict-Transport-Security: ``{"max-age": "31536000", "includesubdomains": ""}``."""
    return directives(_value(answer, "Strict-Transport-Security"))


def cache_control(answer: Answer) -> dict[str, str]:
    """Return the directives of Cache-Control: ``"no-store" in probe.cache_control(answer)``."""
    return directives(_value(answer, "Cache-Control"))


def challenges(answer: Answer) -> list[Challenge]:
    """Return the challenges of WWW-Authenticate.

    Examples:
        >>> challenges('bearer realm="clinic", error="invalid_token", Basic')  # doctest: +ELLIPSIS
        [Challenge(scheme='bearer', parameters={'realm': 'clinic', 'error': ...}), Challenge(scheme='basic', ...)]
        >>> challenges("")
        []
    """
    value = _value(answer, "WWW-Authenticate")
    starts = [*re.finditer(_CHALLENGE, value)]
    ends = [*(match.start() for match in starts[1:]), len(value)][: len(starts)]
    return [Challenge(m[1].lower(), directives(value[m.end() : end])) for m, end in zip(starts, ends, strict=True)]


def reads(answer: Answer, origin: str, *, credentials: bool = True) -> bool:
    """Return whether a browser lets a page of that origin read the answer, with its cookies or without (CORS)."""
    allowed = header(answer, "Access-Control-Allow-Origin").strip()
    if not credentials:
        return allowed in ("*", origin)
    return allowed == origin and header(answer, "Access-Control-Allow-Credentials").strip() == "true"


def may_send(preflight: Answer, origin: str, method: str, *names: str) -> bool:
    """Return whether a browser sends the method, with these headers, after that answer to its preflight (CORS)."""
    trusted = header(preflight, "Access-Control-Allow-Origin") in ("*", origin)
    if not trusted or int(preflight.status_code) not in range(200, 300):
        return False
    cookies = header(preflight, "Access-Control-Allow-Credentials").strip() == "true"
    methods = _words(header(preflight, "Access-Control-Allow-Methods"))
    allowed = {name.lower() for name in _words(header(preflight, "Access-Control-Allow-Headers"))}
    anything = "*" in allowed and not cookies
    method_allowed = method in methods | {"GET", "HEAD", "POST"} or ("*" in methods and not cookies)
    return method_allowed and (anything or {name.lower() for name in names} <= allowed)


def location(answer: Answer) -> str:
    """Return the path that Location leads to, resolved against the address that was asked; or an empty text."""
    value = header(answer, "Location")
    return urlsplit(urljoin(str(answer.url), value)).path if value else ""


def _words(value: str) -> set[str]:
    return {word.strip() for word in value.split(",") if word.strip()}


def _value(answer: Answer, name: str) -> str:
    return answer if isinstance(answer, str) else header(answer, name)
