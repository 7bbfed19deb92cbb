"""SMTP submission (RFC 6409): hand a message over, and know whether the server has it."""

import re
import smtplib
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from inbox_bot import tls
from inbox_bot.bearer import Tokens, tokens_of
from inbox_bot.config import SubmissionSettings
from inbox_bot.outbox import Postponed, Refused, Unclear, Unreachable
from inbox_bot.submission import session, wire
from inbox_bot.submission.session import SubmissionError

__all__ = ["Letter", "Submission", "SubmissionError"]

FINAL_ANSWER = timedelta(minutes=10)
"""How long the answer to the final dot may take (RFC 5321, section 4.5.3.2.6)."""
_IDLE = 60.0
"""Seconds after which a silent connection is not trusted any more."""
_AUTHENTICATION_REQUIRED = 530


class Letter(Protocol):
    """What can be handed over."""

    @property
    def rcpt_to(self) -> str:
        """The one recipient, an RFC 5321 mailbox without < and >."""

    @property
    def octets(self) -> bytes:
        """The message, with any line ends."""


class _Gone(Exception):  # noqa: N818 - no error yet: the next connection may do
    """This connection is of no use any more, and no text was sent over it."""


class Submission:
    """The organiser's submission server, over one connection that is kept for many messages.

    For one thread, but for `cut`.
    """

    def __init__(
        self,
        settings: SubmissionSettings,
        folder_of_config: Path,
        *,
        context: ssl.SSLContext | None = None,
        login: Tokens | None = None,
        final_answer: timedelta = FINAL_ANSWER,
    ) -> None:
        self._settings = settings
        self._folder_of_config = folder_of_config
        self._context = context or tls.verified()
        self._tokens = tokens_of(settings.oauth2, folder_of_config, login)
        self._final_answer = final_answer
        self._smtp: smtplib.SMTP | None = None
        self._used = 0.0
        self._cut = False

    def hand_over(self, item: Letter, before_dot: Callable[[], None]) -> None:
        """Submit *item* with a null reverse-path; return once the server has accepted it.

        Calls *before_dot* right before the final dot goes out; where that raises, the dot is not sent and the exception
        passes. Raises Refused (5yz: this recipient or message, never), Postponed (4yz, or any trouble before the dot),
        Unreachable (no connection or no log-in), and Unclear (no answer to the dot).
        """
        smtp = self._begin(item)
        try:
            self._send(smtp, item.octets)
            before_dot()
            answer = self._finish(smtp)
        except BaseException:
            # A server that misses the final dot has no message (section 4.1.1.4).
            self._drop()
            raise
        self._settle(answer)

    def check(self) -> None:
        """Connect, log in and out; raises SubmissionError."""
        session.end(self._connect(), politely=True)

    def cut(self) -> None:
        """Break off for good, from any thread: a message whose final dot has left is Unclear at once, others wait.

        Not while a connection is being made; that ends by its time-out.
        """
        self._cut = True
        smtp = self._smtp
        if smtp is not None:
            session.cut(smtp)

    def close(self) -> None:
        """Take leave; never raises."""
        self._drop(politely=True)

    def _begin(self, item: Letter) -> smtplib.SMTP:
        """Return a connection whose server waits for the text."""
        if time.monotonic() - self._used > _IDLE:
            self.close()
        try:
            if self._smtp is not None:
                # The server may have left in the meantime: that says nothing about this message.
                with suppress(_Gone):
                    return self._envelope(self._smtp, item)
                self._drop()
            self._smtp = self._connect()
            return self._envelope(self._smtp, item)
        except SubmissionError as error:
            raise Unreachable(str(error)) from error
        except _Gone as error:
            self._drop()
            raise Postponed(f"{self._settings.host}: {error}") from error
        except (Refused, Postponed):
            raise
        except BaseException:
            self._drop()
            raise

    def _connect(self) -> smtplib.SMTP:
        if self._cut:
            raise SubmissionError(f"{self._settings.host}: no connection any more, the program is ending")
        return session.connect(self._settings, self._folder_of_config, self._context, self._tokens)

    def _envelope(self, smtp: smtplib.SMTP, item: Letter) -> smtplib.SMTP:
        path = _path(smtp, item.rcpt_to)
        commands = [f"MAIL FROM:<>{_parameters(path, item.octets, smtp)}", f"RCPT TO:<{path}>", "DATA"]
        try:
            answers = wire.converse(smtp, commands)
        except OSError as error:
            raise _Gone(session.reason(error)) from error
        self._used = time.monotonic()
        agreed = [*(answer.accepted for answer in answers[:2]), *(answer.go_ahead for answer in answers[2:])]
        if all(agreed):
            return smtp
        refusal = answers[agreed.index(False)]
        if refusal.last:
            raise _Gone(str(refusal))
        self._reset(smtp, waiting_for_text=answers[-1].go_ahead)
        # A null reverse-path refused, or a log-in wanted, is our trouble: not this recipient's.
        if refusal.permanent and refusal is not answers[0] and refusal.code != _AUTHENTICATION_REQUIRED:
            raise Refused(str(refusal))
        raise Postponed(str(refusal))

    def _reset(self, smtp: smtplib.SMTP, *, waiting_for_text: bool) -> None:
        if waiting_for_text:
            self._drop()
            return
        try:
            [answer] = wire.converse(smtp, ["RSET"])
        except OSError:
            self._drop()
            return
        if not answer.accepted:
            self._drop()

    def _send(self, smtp: smtplib.SMTP, octets: bytes) -> None:
        try:
            smtp.send(wire.text(octets))
            if wire.has_spoken(smtp):
                raise Postponed(f"{self._settings.host} broke off: {wire.read(smtp)}")
        except OSError as error:
            raise Postponed(f"{self._settings.host} broke off: {session.reason(error)}") from error

    def _finish(self, smtp: smtplib.SMTP) -> wire.Answer:
        try:
            _wait_at_most(smtp, self._final_answer)
            smtp.send(b".\r\n")
            answer = wire.read(smtp)
        except OSError as error:
            raise Unclear(f"{self._settings.host} gave no answer: {session.reason(error)}") from error
        _wait_at_most(smtp, self._settings.timeout)
        return answer

    def _settle(self, answer: wire.Answer) -> None:
        self._used = time.monotonic()
        if answer.accepted:
            return
        if answer.last:
            self._drop()
        if answer.permanent:
            raise Refused(str(answer))
        if answer.temporary:
            raise Postponed(str(answer))
        self._drop()
        raise Unclear(f"{self._settings.host} answered what means nothing here: {answer}")

    def _drop(self, *, politely: bool = False) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            session.end(smtp, politely=politely)


def _wait_at_most(smtp: smtplib.SMTP, time_out: timedelta) -> None:
    if smtp.sock is not None:
        smtp.sock.settimeout(time_out.total_seconds())


def _path(smtp: smtplib.SMTP, rcpt_to: str) -> str:
    """Return *rcpt_to*, if it can stand between < and > in a command."""
    if not rcpt_to or re.search(r"[\x00-\x20\x7f<>]", rcpt_to):
        raise Refused("this is no address that mail can be sent to")
    if not rcpt_to.isascii() and not smtp.has_extn("smtputf8"):
        raise Refused("the server takes no addresses with letters outside ASCII (RFC 6531)")
    return rcpt_to


def _parameters(path: str, octets: bytes, smtp: smtplib.SMTP) -> str:
    eight_bit = " BODY=8BITMIME" if not octets.isascii() and smtp.has_extn("8bitmime") else ""
    return eight_bit + ("" if path.isascii() else " SMTPUTF8")
