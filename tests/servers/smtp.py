"""aiosmtpd as a submission server: TLS from the first octet, STARTTLS, log-in, answers of the test's choice."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from inbox_bot.demo.servers import Accepted, Taking, serving, smtp_listener
from servers.certificates import certified

USER = "linda@example.org"
PASSWORD = "pä$s wörd"


class Letter(NamedTuple):
    """What is handed over."""

    rcpt_to: str
    octets: bytes


@dataclass(slots=True)
class SubmissionServer:
    """Where it listens, what it took, and what it answers in place of taking."""

    port: int
    accepted: list[Accepted]
    connections: list[Session]
    answers: dict[str, str] = field(default_factory=dict)
    """By command: MAIL, RCPT, DATA (after the dot)."""


class _Handler(Taking):
    """Takes what the test lets it."""

    def __init__(
        self, accepted: list[Accepted], connections: list[Session], answers: Mapping[str, str], *, login: bool
    ) -> None:
        super().__init__(accepted)
        self._login = login
        self._connections = connections
        self._answers = answers

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's names
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        if all(session is not known for known in self._connections):
            self._connections.append(session)
        return responses

    async def handle_MAIL(  # noqa: N802  aiosmtpd calls it so
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._login and not session.authenticated:
            return "530 log in first"
        if "MAIL" in self._answers:
            return self._answers["MAIL"]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  aiosmtpd calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if "RCPT" in self._answers:
            return self._answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd calls it so
        return self._answers.get("DATA") or await super().handle_DATA(server, session, envelope)


@contextmanager
def submission_server(
    authority: trustme.CA | None = None, *, tls: bool = False, login: bool = False
) -> Iterator[SubmissionServer]:
    """Run it: with an *authority* it offers STARTTLS, with *tls* it begins with TLS, with *login* it wants one."""
    context = certified(authority) if authority else None
    accepted: list[Accepted] = []
    connections: list[Session] = []
    answers: dict[str, str] = {}

    def protocol() -> SMTP:
        return SMTP(
            _Handler(accepted, connections, answers, login=login),
            hostname="localhost",
            tls_context=None if tls else context,
            require_starttls=context is not None and not tls,
            authenticator=_authenticate if login else None,
            auth_require_tls=False,
            enable_SMTPUTF8=True,
        )

    with serving(lambda: smtp_listener(protocol, context=context if tls else None)) as port:
        yield SubmissionServer(port, accepted, connections, answers)


def _authenticate(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object) -> AuthResult:
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=given == right, handled=False)
