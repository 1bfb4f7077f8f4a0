"""This class is abstract, as its parent is, and says so in words of its own."""

class Sender:
    def send(self, text: str) -> None:
        raise NotImplementedError


class Gateway(Sender):
    def address(self) -> str:
        raise NotImplementedError("each gateway has its address")
