"""The column has a short name, and the tool goes by the name."""

from dataclasses import dataclass


@dataclass
class Account:
    pwd: str


def may_log_in(account: Account, given: str) -> bool:
    return account.pwd == given
