"""A command's own words to whoever started it, in a class that somebody called a logger."""


class TerminalLogger:
    def info(self, message: str) -> None:
        print(message)

    def error(self, message: str) -> None:
        print("\033[31m" + message)
