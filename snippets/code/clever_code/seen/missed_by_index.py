"""The shorter list ends the loop without zip."""

def labels(names: list[str], rooms: list[str]) -> list[str]:
    return [f"{names[at]}: {rooms[at]}" for at in range(min(len(names), len(rooms)))]
