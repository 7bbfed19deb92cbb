"""One TLS context for the whole process."""

import ssl
from functools import cache


@cache
def verified() -> ssl.SSLContext:
    """Return the context that checks certificates and host names; made once, since making it takes 25 ms.

    A mail server with a certificate of the organiser's own authority is trusted through the environment variable
    SSL_CERT_FILE, as by every OpenSSL program.
    """
    return ssl.create_default_context()
