"""Mail that stays here: what smtplib delivers, to whom it connects, and what is refused."""

import smtplib
from email.message import EmailMessage

import pytest

from playbook import probe


def letter(to: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@clinic.example", to, "Hello"
    message.set_content(text)
    return message


@pytest.mark.parametrize("kind", [smtplib.SMTP, smtplib.SMTP_SSL])
def test_messages_are_taken_whole_one_after_the_other(kind: type[smtplib.SMTP]) -> None:
    with probe.mail() as post, kind("mail.clinic.example") as server:
        server.starttls()
        server.login("desk", "secret")
        server.send_message(letter("ada@mail.example", "one\n.\n..two"))
        server.send_message(letter("bob@mail.example", "Grüße"))
    assert post.hosts == ["mail.clinic.example"]
    assert [(one.host, one.sender, one.recipients) for one in post.sent] == [
        ("mail.clinic.example", "desk@clinic.example", ["ada@mail.example"]),
        ("mail.clinic.example", "desk@clinic.example", ["bob@mail.example"]),
    ]
    assert [one.message.get_content() for one in post.sent] == ["one\n.\n..two\n", "Grüße\n"]


def test_a_refused_recipient_gets_nothing() -> None:
    with probe.mail(refuses=["bob@mail.example"]) as post, smtplib.SMTP("mail.clinic.example") as server:
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            server.send_message(letter("bob@mail.example", "no"))
        server.send_message(letter("ada@mail.example", "yes"))
    assert [one.recipients for one in post.sent] == [["ada@mail.example"]]


def test_afterwards_smtplib_connects_by_itself_again() -> None:
    before = smtplib.SMTP.__dict__["_get_socket"], smtplib.SMTP.__dict__["starttls"]
    with probe.mail():
        assert smtplib.SMTP.__dict__["_get_socket"] is not before[0]
    assert (smtplib.SMTP.__dict__["_get_socket"], smtplib.SMTP.__dict__["starttls"]) == before
