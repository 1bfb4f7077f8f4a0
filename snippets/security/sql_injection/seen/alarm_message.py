"""The message of an error begins with the word of a statement, and is sent to no database."""

def refuse(name: str) -> None:
    raise ValueError(f"Select values from {name}, and try again")
