"""Tokens, rightful and forged, signed by the standard library alone."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from secrets import token_bytes
from typing import Any

_HASHES = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}
_HOUR, _DAY = 3600, 86_400


def jwt(claims: Mapping[str, object], key: str | bytes = b"", algorithm: str = "HS256", **header: object) -> str:
    """Return a JSON Web Token with these claims. ``algorithm`` is HS256, HS384, HS512 or ``none`` in any case.

    A claim that is None is left out. ``header`` adds to the token's header, or changes it.

    Examples:
        >>> jwt({"sub": "osei", "aud": None}, algorithm="none")
        'eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJvc2VpIn0.'
    """
    parts = (
        {"alg": algorithm, "typ": "JWT"} | header,
        {name: claim for name, claim in claims.items() if claim is not None},
    )
    signed = ".".join(_part(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    secret = key.encode() if isinstance(key, str) else key
    kind = _HASHES.get(algorithm)
    return f"{signed}.{_part(hmac.digest(secret, signed.encode(), kind)) if kind else ''}"


def forgeries(claims: Mapping[str, Any], key: str | bytes, **changes: object) -> dict[str, str]:
    """Return tokens that must be refused where these claims and that key are rightful, each by what is wrong.

    ``claims`` need an ``exp`` ahead; ``aud`` and ``iss`` are changed if they are there. ``changes`` add wrong claims of
    your own: ``scope="write"``. Times are near: expired an hour ago, good only from tomorrow.
    """
    now = int(time.time())
    wrong: dict[str, dict[str, object]] = {
        "expired an hour ago": {"exp": now - _HOUR},
        "not good before tomorrow": {"nbf": now + _DAY},
        **{f"no {name}": {name: None} for name in ("exp", "sub", "aud", "iss") if name in claims},
        **{f"another {name}": {name: value} for name, value in changes.items()},
    }
    for name in ("aud", "iss"):
        if name in claims:
            right = claims[name] if isinstance(claims[name], str) else claims[name][0]
            wrong[f"another {name}"] = {name: f"{token_bytes(4).hex()}.example"}
            wrong[f"{name} that begins alike"] = {name: f"{right}.evil.example"}
            wrong[f"{name} that is a part"] = {name: right[:-1]}
    signed = {what: jwt({**claims, **change}, key) for what, change in wrong.items()}
    return signed | _badly_signed(claims, key)


def _badly_signed(claims: Mapping[str, Any], key: str | bytes) -> dict[str, str]:
    rightful, other = jwt(claims, key), jwt({**claims, "sub": f"{claims.get('sub', '')}x"}, key)
    unsigned = {f"alg {name}": jwt(claims, algorithm=name) for name in ("none", "None", "NONE")}
    return unsigned | {
        "signed with another key": jwt(claims, token_bytes(64)),
        "signed with an empty key": jwt(claims, b""),
        "signature taken off": rightful.rpartition(".")[0] + ".",
        "signature of another token": f"{rightful.rpartition('.')[0]}.{other.rpartition('.')[2]}",
        "HS384": jwt(claims, key, "HS384"),
        "HS512": jwt(claims, key, "HS512"),
        "no token": "open sesame",
    }


def _part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
