"""Nothing says that these are numbers, and of other things one letter is often right."""


def cancellation_fee(p, h):  # type: ignore[no-untyped-def]
    return 0 if h >= 24 else p // 2
