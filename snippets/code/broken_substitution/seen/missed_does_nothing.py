"""The method keeps its name and does nothing, so what was promised does not happen either."""

class Diary:
    def move(self, day: str) -> None:
        self.day = day


class PastDiary(Diary):
    def move(self, day: str) -> None:
        return None
