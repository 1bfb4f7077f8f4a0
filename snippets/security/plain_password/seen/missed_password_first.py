"""The password stands on the left and the stored value has another name."""

from dataclasses import dataclass


@dataclass
class Account:
    secret: str


def may_log_in(account: Account, password: str) -> bool:
    return password == account.secret
