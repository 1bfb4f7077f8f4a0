"""Two things that somebody has just typed are compared, and neither is stored."""

def check(username: str, password: str) -> None:
    if username == password:
        raise ValueError("the password must not be the name")
