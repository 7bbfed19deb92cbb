"""Connect to a submission server and log in."""

import base64
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from inbox_bot import bearer
from inbox_bot.bearer import Tokens
from inbox_bot.config import SecretError, SubmissionSettings
from inbox_bot.submission.wire import Answer, words

# A literal, as the name of a machine behind a home router means nothing, and looking it up may hang.
_EHLO = "[127.0.0.1]"
_PROCEED = 334
_FAREWELL = 2.0
"""Seconds that a server may take to say good-bye."""


class SubmissionError(Exception):
    """The server cannot be used now; the message names the host, what is wrong and the mend."""


def connect(
    settings: SubmissionSettings, folder_of_config: Path, context: ssl.SSLContext, tokens: Tokens | None = None
) -> smtplib.SMTP:
    """Return a connection that is verified and logged in; raises SubmissionError.

    It logs in with one of *tokens* if given, else with the password that *settings* name.
    """
    host = settings.host
    try:
        smtp = _greeted(settings, context)
        try:
            if tokens:
                _log_in_with_a_token(smtp, settings, tokens)
            elif settings.password:
                _log_in(smtp, settings, settings.password.read(folder_of_config))
        except BaseException:
            smtp.close()
            raise
    except SecretError as error:
        raise SubmissionError(f"no log-in at {host}: {error}") from None
    except ssl.SSLCertVerificationError as error:
        raise SubmissionError(
            f"the certificate of {host} is not trusted: {error.verify_message}; check submission.host, or name the "
            "authority that signed it in the environment variable SSL_CERT_FILE"
        ) from error
    except (OSError, UnicodeError) as error:  # the latter from a host name that cannot be one
        raise SubmissionError(f"{host}: {reason(error)}; check submission.host, port and security") from error
    return smtp


def reason(error: OSError | UnicodeError) -> str:
    """Say in one line what happened."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return str(Answer(error.smtp_code, words(said)))
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, socket.gaierror):
        return f"no such host ({error.strerror})"
    return words(getattr(error, "strerror", None) or str(error))


def _greeted(settings: SubmissionSettings, context: ssl.SSLContext) -> smtplib.SMTP:
    host, port, timeout = settings.host, settings.port, settings.timeout.total_seconds()
    smtp = (
        smtplib.SMTP_SSL(host, port, _EHLO, timeout=timeout, context=context)
        if settings.security == "tls"
        else smtplib.SMTP(host, port, _EHLO, timeout=timeout)
    )
    try:
        smtp.ehlo_or_helo_if_needed()
        if settings.security == "starttls":
            _start_tls(smtp, settings, context)
        if smtp.sock is not None:
            # The final dot follows the text in a packet of its own, and need not wait for the text's acknowledgement.
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _start_tls(smtp: smtplib.SMTP, settings: SubmissionSettings, context: ssl.SSLContext) -> None:
    if not smtp.has_extn("starttls"):
        raise SubmissionError(
            f'{settings.host} offers no STARTTLS on port {settings.port}; write security = "tls" and its port (465)'
        )
    smtp.starttls(context=context)
    smtp.ehlo_or_helo_if_needed()


def _log_in(smtp: smtplib.SMTP, settings: SubmissionSettings, secret: str) -> None:
    try:
        answer = _authenticated(smtp, settings, secret)
    except smtplib.SMTPAuthenticationError as error:
        answer = Answer(error.smtp_code, words(error.smtp_error))
    except smtplib.SMTPNotSupportedError:
        raise SubmissionError(
            f"{settings.host} offers no log-in; check submission.port and security, or leave out submission.username"
        ) from None
    except UnicodeEncodeError:
        raise SubmissionError(f"{settings.host} takes only ASCII passwords; choose another") from None
    if not answer.accepted:
        raise SubmissionError(
            f"{settings.host} refuses the log-in: {_hidden(answer, settings, secret)}; check submission.username and "
            "its password (some providers want a password made for this program, or oauth2)"
        )


def _authenticated(smtp: smtplib.SMTP, settings: SubmissionSettings, secret: str) -> Answer:
    if "PLAIN" in _mechanisms(smtp):  # smtplib's own takes ASCII alone
        return _auth(smtp, "PLAIN", f"\0{settings.username}\0{secret}".encode())
    code, said = smtp.login(settings.username, secret)
    return Answer(code, words(said))


def _log_in_with_a_token(smtp: smtplib.SMTP, settings: SubmissionSettings, tokens: Tokens) -> None:
    """Log in with a token; where that is refused for good, with another, once."""
    token = tokens.token()
    answer = _borne(smtp, settings, token)
    if answer.permanent and (another := tokens.token(token)) != token:
        token = another
        answer = _borne(smtp, settings, token)
    if not answer.accepted:
        raise SubmissionError(
            f"{settings.host} refuses the log-in: {_hidden(answer, settings, token)}; check "
            "submission.username, and that SMTP is allowed for this mailbox (docs/login.md)"
        )


def _borne(smtp: smtplib.SMTP, settings: SubmissionSettings, token: str) -> Answer:
    mechanism = bearer.mechanism(_mechanisms(smtp))
    if mechanism is None:
        raise SubmissionError(
            f"{settings.host} offers no log-in with a token; check submission.port and security, or take out "
            "submission.oauth2 and write password = …"
        )
    exchange = bearer.Exchange(mechanism, settings.username, token, settings.host, settings.port)
    return _auth(smtp, mechanism, exchange.answer(), exchange.answer)


def _auth(smtp: smtplib.SMTP, mechanism: str, response: bytes, answer: Callable[[], bytes] | None = None) -> Answer:
    """Authenticate with an initial response (RFC 4954); *answer* gives what a challenge wants that follows."""
    code, said = smtp.docmd("AUTH", f"{mechanism} {base64.b64encode(response).decode()}")
    if code == _PROCEED:
        code, said = smtp.docmd(base64.b64encode(answer()).decode() if answer else "*")
    return Answer(code, words(said))


def _mechanisms(smtp: smtplib.SMTP) -> list[str]:
    return str(smtp.esmtp_features.get("auth", "")).upper().split()


def _hidden(answer: Answer, settings: SubmissionSettings, secret: str) -> str:
    return str(answer).replace(secret, "…").replace(settings.username, "…")


def cut(smtp: smtplib.SMTP) -> None:
    """End what another thread reads or writes on the connection, at once."""
    if smtp.sock is not None:
        with suppress(OSError):
            # Not the method of a TLS socket: that takes the ground from under who is reading.
            socket.socket.shutdown(smtp.sock, socket.SHUT_RDWR)


def end(smtp: smtplib.SMTP, *, politely: bool) -> None:
    """Close the connection; what is answered to QUIT means nothing (RFC 5321, section 4.1.1.10)."""
    if politely and smtp.sock is not None:
        with suppress(OSError):
            smtp.sock.settimeout(min(_FAREWELL, smtp.sock.gettimeout() or _FAREWELL))
            smtp.quit()
    smtp.close()
