"""A framework asks for classes of this form, so a table would not do."""

from clinic.plugins import Plugin


class Reminders(Plugin):
    def name(self) -> str:
        return "reminders"


class Invoices(Plugin):
    def name(self) -> str:
        return "invoices"
