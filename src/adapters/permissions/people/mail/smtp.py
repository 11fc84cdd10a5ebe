"""Letters handed to a mail server (RFC 5321), over TLS where it offers it."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from ipaddress import ip_address

from application.errors import Unavailable
from application.permissions.people.ports import Mail

PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """`implicit_tls` speaks TLS from the first byte; otherwise STARTTLS is used when offered.

    A password is never sent in the clear, except to this machine itself.
    """

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    implicit_tls: bool = False
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)
    patience: float = PATIENCE_SECONDS

    def send(self, mail: Mail) -> None:
        try:
            with self._connected() as server:
                secure = self._secured(server)
                if self.user:
                    if not secure and not _is_here(self.host):
                        raise Unavailable("the mail server", "it offers no TLS for the password")
                    server.login(self.user, self.password)
                server.send_message(self._message(mail), self.sender, [mail.to])
        except (OSError, smtplib.SMTPException) as error:
            raise Unavailable("the mail server", type(error).__name__) from error

    def _connected(self) -> smtplib.SMTP:
        own = self.sender.rpartition("@")[2]  # else smtplib looks this machine's name up
        if self.implicit_tls:
            return smtplib.SMTP_SSL(
                self.host, self.port, own, timeout=self.patience, context=self.tls
            )
        return smtplib.SMTP(self.host, self.port, own, timeout=self.patience)

    def _secured(self, server: smtplib.SMTP) -> bool:
        if self.implicit_tls:
            return True
        server.ehlo()
        if not server.has_extn("starttls"):
            return False
        server.starttls(context=self.tls)
        server.ehlo()
        return True

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = self.sender, mail.to
        message["Subject"] = mail.subject
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=self.sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office comes back
        message.set_content(mail.text, cte="quoted-printable")
        return message


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
