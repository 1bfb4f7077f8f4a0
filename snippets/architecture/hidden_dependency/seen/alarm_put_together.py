"""This class is where the program is put together, and its name does not say so."""


class SmsGateway:
    pass


class Clinic:
    def __init__(self) -> None:
        self.gateway = SmsGateway()
