"""The class is abstract without saying so; each subclass has the body."""

class Format:
    def render(self, text: str) -> str:
        """Return the text in this format."""
        ...
