"""What goes wrong with a mailbox, in words that name the host, the trouble and the mend."""

import re
import socket
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from imaplib import IMAP4

_MAX_WORDS = 200
_MAX_FOLDERS = 20


class MailboxError(Exception):
    """The mailbox cannot be used now; open it again later."""


class LoginRefused(MailboxError):  # noqa: N818 - says what happened
    """The server does not accept the user name or its secret."""


class CertificateRefused(MailboxError):  # noqa: N818 - as above
    """The server's certificate is not valid for its name; nothing was sent to it."""


class FolderMissing(MailboxError):  # noqa: N818 - as above
    """A folder that the configuration names is not on the server; `existing` are those that are."""

    def __init__(self, host: str, folder: str, existing: Iterable[str]) -> None:
        self.existing = tuple(existing)
        listed = ", ".join(self.existing[:_MAX_FOLDERS])
        super().__init__(f'{host} has no folder "{folder}"; it has: {listed}. Make the folder, or name one of these')


def words(error: object) -> str:
    """Return what the server said, in one short line without control characters."""
    text = re.sub(r"^b(['\"])(.*)\1$", r"\2", str(error), flags=re.DOTALL)
    return re.sub(r"[\x00-\x20\x7f-\x9f]+", " ", text).strip()[:_MAX_WORDS]


@contextmanager
def translated(host: str) -> Iterator[None]:
    """Turn what imaplib, the socket and TLS raise inside into MailboxError."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise CertificateRefused(
            f"the certificate of {host} is not trusted: {error.verify_message}; check mailbox.host, or name the "
            "authority that signed it in the environment variable SSL_CERT_FILE"
        ) from error
    except IMAP4.abort as error:
        raise MailboxError(f"{host} ended the connection: {words(error)}; it is tried again later") from error
    except IMAP4.error as error:
        raise MailboxError(f"{host} refuses: {words(error)}") from error
    except OSError as error:
        raise MailboxError(_unreachable(host, error)) from error
    except (ValueError, LookupError) as error:
        raise MailboxError(
            f"the answer of {host} cannot be understood: {words(error)}; it is tried again later"
        ) from error


def _unreachable(host: str, error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return f"{host} did not answer in time; it is tried again later"
    if isinstance(error, socket.gaierror):
        return f"there is no host {host} to be found: {error.strerror}; check mailbox.host and the network"
    if isinstance(error, ssl.SSLError):
        return f"no TLS with {host}: {error.reason}; check mailbox.port and mailbox.security"
    return f"{host} cannot be reached: {error.strerror or error}; check mailbox.host and mailbox.port"
