"""The rules as they stand in ``snippets/``: read, checked, begun."""
