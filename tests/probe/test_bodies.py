"""What a document says elsewhere is put in where it is referred to."""

from playbook import probe

DOCUMENT = {
    "components": {
        "schemas": {
            "Hour": {"type": "integer", "minimum": 8},
            "Named": {"$ref": "#/components/schemas/Hour", "title": "Named"},
            "Visit": {"allOf": [{"$ref": "#/components/schemas/Base"}], "properties": {"room": {"type": "integer"}}},
            "Base": {"type": "object", "properties": {"hour": {"$ref": "#/components/schemas/Hour"}}},
        }
    }
}


def test_a_reference_is_followed_to_its_end() -> None:
    found = probe.resolved({"$ref": "#/components/schemas/Named", "description": "When"}, DOCUMENT)
    assert found == {"type": "integer", "minimum": 8, "title": "Named", "description": "When"}


def test_parts_are_joined() -> None:
    found = probe.resolved({"$ref": "#/components/schemas/Visit"}, DOCUMENT)
    assert (found["type"], set(found["properties"])) == ("object", {"hour", "room"})


def test_what_refers_to_nothing_is_as_it_was() -> None:
    schema = {"type": "string", "maxLength": 3}
    assert probe.resolved(schema, DOCUMENT) == schema
