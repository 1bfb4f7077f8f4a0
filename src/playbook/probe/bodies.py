"""Values that a JSON schema allows, drawn at random; and bodies with one fault each."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from playbook.probe import draws

Schema = Mapping[str, Any]

_FORMATS: dict[str, Callable[[], object]] = {
    "date-time": draws.moment,
    "date": draws.day,
    "time": lambda: f"{draws.hour(8, 18):02}:00:00",
    "duration": lambda: f"PT{draws.integer(10, 50)}M",
    "email": draws.email,
    "uuid": draws.uuid,
    "uri": lambda: f"https://example.com/{draws.word()}",
    "ipv4": lambda: f"192.0.2.{draws.integer(1, 250)}",
    "ipv6": lambda: f"2001:db8::{draws.integer(1, 9999)}",
    "byte": lambda: "QWRh",
    "binary": draws.word,
    "phone": draws.phone,
}
_LENGTH, _WIDTH = 12, 10
_SAMPLE = {"CATEGORY_DIGIT": "0123456789", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "abcdef0123456789"}


def body(model: object, /, **changes: object) -> Any:  # noqa: ANN401 - any JSON value
    """Return a valid JSON value for a Pydantic model, another type, or a JSON schema; optional fields are there too.

    ``changes`` replace fields, or add them. Fields are named as they are sent (by alias).

    Examples:
        >>> sent = body({"type": "object", "properties": {"hour": {"type": "integer", "minimum": 8, "maximum": 17}}})
        >>> 8 <= sent["hour"] <= 17
        True
    """
    schema = model if isinstance(model, Mapping) else _schema(model)
    drawn = value(schema)
    return {**drawn, **changes} if changes else drawn


def _schema(model: Any) -> Schema:  # noqa: ANN401 - whatever Pydantic takes
    from pydantic import TypeAdapter  # noqa: PLC0415 - for rules that use it

    return TypeAdapter(model).json_schema(by_alias=True)


def value(schema: Schema, root: Schema | None = None) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value that the JSON schema allows; of alternatives the first that is not null.

    A field that no schema can describe wholly (a rule of the business, a validator) may still refuse it.
    """
    root = root if root is not None else schema
    schema = resolved(schema, root)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return draws.pick(schema["enum"])
    for word in ("anyOf", "oneOf"):
        if word in schema:
            kinds = [resolved(one, root) for one in schema[word]]
            return value(next((one for one in kinds if one.get("type") != "null"), kinds[0]), root)
    kind = schema.get("type", "object" if "properties" in schema else "string")
    kind = next((one for one in kind if one != "null"), "null") if isinstance(kind, list) else kind
    return _KINDS[kind](schema, root)


def resolved(schema: Schema, root: Schema) -> Schema:
    """Return the schema with its ``$ref`` and ``allOf`` put in.

    ``root`` is the document in which a ``$ref`` is looked up. Those further inside are left as they are.

    Examples:
        >>> resolved({"$ref": "#/kinds/Hour", "title": "From"}, {"kinds": {"Hour": {"type": "integer"}}})
        {'type': 'integer', 'title': 'From'}
    """
    found = dict(schema)
    if "$ref" in found:
        target: Any = root
        for step in str(found.pop("$ref")).removeprefix("#/").split("/"):
            target = target[step]
        found = {**resolved(target, root), **found}
    for part in found.pop("allOf", ()):
        more = resolved(part, root)
        found = {**more, **found, "properties": {**more.get("properties", {}), **found.get("properties", {})}}
    return found


def _object(schema: Schema, root: Schema) -> dict[str, object]:
    return {name: value(field, root) for name, field in schema.get("properties", {}).items()}


def _array(schema: Schema, root: Schema) -> list[object]:
    first = [value(one, root) for one in schema.get("prefixItems", ())]
    least = max(schema.get("minItems", 0), min(1, schema.get("maxItems", 1)))
    items = schema.get("items")
    more = [value(items, root) for _ in range(least - len(first))] if isinstance(items, Mapping) else []
    return [*first, *more]


def _number(schema: Schema, _root: Schema, *, whole: bool) -> int | float:
    step = schema.get("multipleOf", 1 if whole else 0.5)
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    low = (1 if high is None or high > 1 else high - _WIDTH) if low is None else low
    high = low + _WIDTH * max(step, 1) if high is None else high
    first, last = int(-(-low // step)), int(high // step)
    first += first * step == schema.get("exclusiveMinimum")
    last -= last * step == schema.get("exclusiveMaximum")
    if first > last:
        return float(low + high) / 2
    drawn: int | float = draws.integer(first, min(last, first + 1000)) * step
    return drawn


def _string(schema: Schema, _root: Schema) -> str:
    if "pattern" in schema:
        return _matching(schema["pattern"])
    if "format" in schema and schema["format"] in _FORMATS:
        return str(_FORMATS[schema["format"]]())
    least = schema.get("minLength", 0)
    return draws.word(max(least, min(_LENGTH, schema.get("maxLength", _LENGTH))))


_KINDS: dict[str, Callable[[Schema, Schema], Any]] = {
    "object": _object,
    "array": _array,
    "integer": partial(_number, whole=True),
    "number": partial(_number, whole=False),
    "string": _string,
    "boolean": lambda _schema, _root: draws.pick([True, False]),
    "null": lambda _schema, _root: None,
}


def _matching(pattern: str) -> str:
    """Return a text that the regular expression matches; raises ValueError for one that is beyond this."""
    parser: Any = re._parser  # type: ignore[attr-defined] # noqa: SLF001 - no other door to a parsed expression
    text = "".join(map(_piece, parser.parse(pattern)))
    if not re.search(pattern, text):
        raise ValueError(f"no text was found for the pattern {pattern!r}; give the field a value yourself")
    return text


def _piece(step: tuple[Any, Any]) -> str:
    what, given = str(step[0]), step[1]
    if what == "LITERAL":
        return chr(given)
    if what == "IN":
        return draws.pick(_letters(given)) if str(given[0][0]) != "NEGATE" else "x"
    if what in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = given
        return "".join("".join(map(_piece, inner)) for _ in range(max(int(least), min(int(most), 3))))
    if what == "SUBPATTERN":
        return "".join(map(_piece, given[-1]))
    if what == "BRANCH":
        return "".join(map(_piece, given[1][0]))
    return "x" if what in ("ANY", "NOT_LITERAL") else ""


def _letters(choices: list[tuple[Any, Any]]) -> list[str]:
    found: list[str] = []
    for what, given in choices:
        if str(what) == "RANGE":
            found += map(chr, range(given[0], given[1] + 1))
        else:
            found += chr(given) if str(what) == "LITERAL" else _SAMPLE.get(str(given), "x")
    return found


def damaged(
    whole: Mapping[str, object], odd: tuple[object, ...] = draws.ODD
) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the body with one fault each, and what it is: a field absent, a field odd, a field too many.

    Not each is a fault for each field: ``" "`` may be a name. Leave out what the rule allows.

    Examples:
        >>> [what for what, sent in damaged({"hour": 9}, odd=(None, "9"))]
        ['hour absent', 'hour None', "hour '9'", 'one field too many']
    """
    for name in whole:
        yield f"{name} absent", {key: kept for key, kept in whole.items() if key != name}
        for strange in odd:
            yield f"{name} {repr(strange)[:20]}", {**whole, name: strange}
    yield "one field too many", {**whole, draws.word(): draws.word()}
