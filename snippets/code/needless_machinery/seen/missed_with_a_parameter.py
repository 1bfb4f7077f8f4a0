"""The method is given something that it does not need, and then looks as if it worked something out."""

from abc import ABC, abstractmethod


class Lead(ABC):
    @abstractmethod
    def days(self, kind: str) -> int: ...


class Surgery(Lead):
    def days(self, kind: str) -> int:
        return 7


class FollowUp(Lead):
    def days(self, kind: str) -> int:
        return 1
