"""No endpoint, though the module of the endpoints has it: a function that one of them calls."""

from clinic.routes.rooms import list_free_hours


def test_no_hour_is_free() -> None:
    assert list_free_hours([]) == []
