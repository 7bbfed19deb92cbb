"""Certificates for servers on this machine."""

import ssl
from functools import cache

import trustme


@cache
def certified(authority: trustme.CA) -> ssl.SSLContext:
    """Return what a server called `localhost` shows to those who trust *authority*."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    return context
