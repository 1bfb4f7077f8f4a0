"""The mail that a program sends with ``smtplib``, taken by a server that is not there."""

import io
import smtplib
import socket
from collections.abc import Callable, Collection
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, NamedTuple

from playbook.probe.ends import Probe

_READY, _BYE, _DONE, _GO_ON, _REFUSED = (
    b"220 ready\r\n",
    b"221 bye\r\n",
    b"250 done\r\n",
    b"354 go on\r\n",
    b"550 no such mailbox\r\n",
)


class Mail(NamedTuple):
    """A message that was taken: the host that took it, from whom, to whom, and the message as ``email`` parses it."""

    host: str
    sender: str
    recipients: list[str]
    message: EmailMessage


class Post(Probe):
    """The messages that ``smtplib`` delivered since it began, in ``sent``, and the hosts it connected to, in order."""

    def __init__(self, refuses: Collection[str]) -> None:
        super().__init__()
        self.sent: list[Mail] = []
        self.hosts: list[str] = []
        self.refuses = refuses

    def begin(self) -> None:
        """Stand in for the connection of every client that there is and will be."""
        kinds: list[Any] = [smtplib.SMTP, getattr(smtplib, "SMTP_SSL", smtplib.SMTP)]
        for kind in dict.fromkeys(kinds):
            self._put(kind, "_get_socket", lambda _client, host, *_: _Line(host, self))
        self._put(smtplib.SMTP, "starttls", lambda _client, **_options: (220, b"ready"))
        self._put(smtplib.SMTP, "login", lambda _client, *_words, **_options: (235, b"welcome"))
        self._put(socket, "getfqdn", lambda *_name: "desk.example")

    def _put(self, owner: Any, name: str, stand_in: Callable[..., object]) -> None:  # noqa: ANN401 - class or module
        self.undo.callback(setattr, owner, name, getattr(owner, name))
        setattr(owner, name, stand_in)


class _Line:
    """The socket of one client: it hears commands, and the file that it gives out has the answers."""

    def __init__(self, host: str, post: Post) -> None:
        self._host, self._post = host, post
        self._answers = io.BytesIO(_READY)
        self._data: bytes | None = None
        self._sender = ""
        self._recipients: list[str] = []
        post.hosts.append(host)

    def makefile(self, _mode: str) -> io.BytesIO:
        return self._answers

    def close(self) -> None:
        """Nothing is open."""

    def sendall(self, heard: bytes) -> None:
        answer = self._take(heard) if self._data is not None else self._obey(heard)
        place = self._answers.tell()
        self._answers.seek(0, io.SEEK_END)
        self._answers.write(answer)
        self._answers.seek(place)

    def _obey(self, heard: bytes) -> bytes:
        command, _, rest = heard.decode().strip().partition(" ")
        address = rest.partition("<")[2].partition(">")[0]
        match command.upper():
            case "MAIL":
                self._sender, self._recipients = address, []
            case "RCPT" if address in self._post.refuses:
                return _REFUSED
            case "RCPT":
                self._recipients.append(address)
            case "DATA":
                self._data = b""
                return _GO_ON
            case "QUIT":
                return _BYE
        return _DONE

    def _take(self, heard: bytes) -> bytes:
        """Keep what is heard until the full stop on a line of its own, and then the message."""
        text = (self._data or b"") + heard
        self._data = text
        if not text.endswith(b"\r\n.\r\n"):
            return b""
        message = message_from_bytes(_plain(text), policy=policy.default)
        self._post.sent.append(Mail(self._host, self._sender, self._recipients, message))
        self._data = None
        return _DONE


def _plain(data: bytes) -> bytes:
    """Return what was sent as data without the full stop at its end and those that were doubled on the way."""
    return data[:-3].replace(b"\r\n..", b"\r\n.").replace(b"\r\n", b"\n")


def mail(refuses: Collection[str] = ()) -> Post:
    """Take what is sent with ``smtplib``, by connections that are opened from now on; nothing reaches the network.

    A recipient whose address is in ``refuses`` is refused as a real server does it. TLS and a login are granted.

    Examples:
        >>> with mail(refuses={"bob@mail.example"}) as post, smtplib.SMTP("mail.example") as server:
        ...     missed = server.sendmail("desk@mail.example", ["ada@mail.example", "bob@mail.example"], "Subject: Hi")
        >>> list(missed), post.hosts, post.sent[0].recipients, post.sent[0].message["Subject"]
        (['bob@mail.example'], ['mail.example'], ['ada@mail.example'], 'Hi')
    """
    return Post(refuses)
