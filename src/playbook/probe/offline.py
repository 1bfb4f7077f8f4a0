"""A machine without a network: whatever tries to reach another one is refused, and noted."""

import importlib.util
import socket
from collections.abc import Callable
from typing import Any, NoReturn

from playbook.probe.ends import Probe
from playbook.probe.outgoing import outgoing

_CONNECTING = ("connect", "connect_ex", "sendto", "bind")
_LOOKING_UP = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr")


class Offline(Probe):
    """What was tried since it began, in ``tried``: URLs of ``httpx2``, and the hosts and addresses of sockets."""

    def __init__(self) -> None:
        super().__init__()
        self.tried: list[str] = []

    def begin(self) -> None:
        """Refuse at each way out: the sockets, looking up a name, and the transports of httpx2."""
        for name in _CONNECTING:
            self._put(socket.socket, name, self._method(name))
        for name in _LOOKING_UP:
            self._put(socket, name, self._look_up)
        if importlib.util.find_spec("httpx2"):
            self.undo.enter_context(outgoing(self._request))

    def _put(self, owner: Any, name: str, function: Callable[..., object]) -> None:  # noqa: ANN401 - a class or module
        if name in vars(owner):
            self.undo.callback(setattr, owner, name, getattr(owner, name))
        else:  # inherited from the socket in C
            self.undo.callback(delattr, owner, name)
        setattr(owner, name, function)

    def _method(self, name: str) -> Callable[..., NoReturn]:
        def refuse(_socket: socket.socket, *given: object) -> NoReturn:
            self.tried.append(_written(given[-1] if given else name))
            raise ConnectionRefusedError("there is no network")

        return refuse

    def _look_up(self, host: object, *_given: object, **_options: object) -> NoReturn:
        self.tried.append(_written(host))
        raise socket.gaierror(socket.EAI_AGAIN if hasattr(socket, "EAI_AGAIN") else 0, "there is no network")

    def _request(self, request: Any) -> NoReturn:  # noqa: ANN401 - httpx2's own
        import httpx2  # noqa: PLC0415 - for rules that use it

        self.tried.append(str(request.url))
        raise httpx2.ConnectError("there is no network", request=request)


def offline() -> Offline:
    """Refuse whatever wants to reach another machine, or this one by a socket: clients that exist as well.

    A client of ``httpx2`` gets a ConnectError, a socket a ConnectionRefusedError, a name that is looked up a
    ``socket.gaierror``. What does not leave the process goes on: ``TestClient``, ``MockTransport``, SQLite.

    Examples:
        >>> import contextlib
        >>> with offline() as network:
        ...     with contextlib.suppress(OSError):
        ...         socket.create_connection(("sms.example", 443))
        >>> network.tried
        ['sms.example']
    """
    return Offline()


def _written(address: object) -> str:
    if isinstance(address, tuple):
        return ":".join(map(str, address[:2]))
    return address.decode(errors="replace") if isinstance(address, bytes) else str(address)
