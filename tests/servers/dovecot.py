"""Debian's Dovecot as an ordinary process: own configuration, own ports, own folder, gone after the tests."""

import grp
import os
import pwd
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme
from imapclient import IMAPClient  # type: ignore[import-untyped]  # ships no types

from servers.introspection import Tokens, introspection

HOST = "localhost"
OLD_HOST = "127.0.0.2"
"""The same server as OLD servers are: without MOVE and IDLE."""
BARE_HOST = "127.0.0.3"
"""The same without UIDPLUS, too."""
PASSWORD = "pä$s wörd"

_LOOK = re.compile(rb"^([\d.]+) \S+ UID SEARCH UID \d+:\*", re.MULTILINE)

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1, 127.0.0.2, 127.0.0.3
default_login_user = {login_user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 1
first_valid_gid = 1
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
ssl_dh =
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
mail_location = sdbox:{folder}/mail/%u
mail_fsync = never
mail_max_userip_connections = 0
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=anybody {folder}/users
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service anvil {{
  chroot =
  # Whoever logs in wrongly on purpose need not wait for it.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  service_count = 0
  inet_listener imap {{
    port = {plain_port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
namespace inbox {{
  inbox = yes
  mailbox Verzonden {{
    special_use = \\Sent
  }}
}}
protocol imap {{
  imap_idle_notify_interval = 2 mins
  # What each connection says, and when; of those users alone who have a folder there.
  rawlog_dir = {folder}/said/%u
}}
local 127.0.0.2 {{
  protocol imap {{
    imap_capability = IMAP4rev1 LITERAL+ UIDPLUS
  }}
}}
local 127.0.0.3 {{
  protocol imap {{
    imap_capability = IMAP4rev1 LITERAL+
  }}
}}
"""

OAUTH2 = """
introspection_mode = post
introspection_url = http://127.0.0.1:{port}/introspect
username_attribute = username
active_attribute = active
active_value = true
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running Dovecot. Any user name exists, with the one password."""

    folder: Path
    plain_port: int
    tls_port: int
    authority: trustme.CA
    tokens: Tokens
    """Which access tokens open whose mailbox."""

    @property
    def context(self) -> ssl.SSLContext:
        """What trusts its certificate."""
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def listen_to(self, user: str) -> None:
        """Keep what *user* says from now on."""
        said = self._said(user)
        said.mkdir(parents=True, exist_ok=True)
        said.chmod(0o777)

    def looks(self, user: str) -> list[float]:
        """Return when it was asked what is new, in seconds of the clock; nothing before `listen_to`."""
        said = b"".join(path.read_bytes() for path in self._said(user).glob("*.in"))
        return [float(moment) for moment in _LOOK.findall(said)]

    def _said(self, user: str) -> Path:
        return self.folder / "said" / user

    def set_uidvalidity(self, user: str, folder: str, uidvalidity: int) -> None:
        """Let the UIDs of *folder* be valid for *uidvalidity*, as after a clumsy restore."""
        mail = self.folder / "mail" / user
        owner = mail.stat()
        own = owner.st_uid != os.getuid()
        settings = {"mail_location": f"sdbox:{mail}", "mail_uid": str(owner.st_uid), "mail_gid": str(owner.st_gid)}
        command: list[str | Path] = ["doveadm", "-c", self.folder / "dovecot.conf"]
        command += [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
        subprocess.run(
            [*command, "mailbox", "update", "--uid-validity", str(uidvalidity), folder],
            check=True,
            stderr=subprocess.DEVNULL,  # it has no access to the server's statistics
            env={**os.environ, "USER": user, "HOME": str(mail)},
            user=owner.st_uid if own else None,
            group=owner.st_gid if own else None,
            extra_groups=[] if own else None,
        )

    @contextmanager
    def client(self, user: str) -> Iterator[IMAPClient]:
        """The people who use the same mailbox."""
        with IMAPClient("127.0.0.1", self.plain_port, ssl=False, timeout=10) as client:
            client.normalise_times = False
            client.plain_login(user, PASSWORD)
            client.select_folder("INBOX")
            yield client


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """Run Dovecot; skips the test where it is not installed."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        pytest.skip("Dovecot is not installed (Debian: apt install dovecot-imapd)")
    # Not below pytest's own folder: a Unix socket's path has to be short, and other users have to get in.
    with (
        tempfile.TemporaryDirectory(prefix="dovecot", ignore_cleanup_errors=True) as name,
        introspection() as (port, tokens),
    ):
        server = _configured(Path(name), port, tokens)
        with subprocess.Popen([program, "-F", "-c", server.folder / "dovecot.conf"]) as process:
            try:
                _wait_for(server)
                yield server
            finally:
                process.terminate()


def _configured(folder: Path, introspection: int, tokens: Tokens) -> Dovecot:
    authority = trustme.CA()
    certificate = authority.issue_cert(HOST, "127.0.0.1")
    certificate.private_key_pem.write_to_path(folder / "key.pem")
    certificate.cert_chain_pems[0].write_to_path(folder / "cert.pem")
    server = Dovecot(folder, _free_port(), _free_port(), authority, tokens)
    me = pwd.getpwuid(os.getuid())
    # Dovecot serves nobody as root.
    mail = pwd.getpwnam("nobody") if me.pw_uid == 0 else me
    (folder / "users").write_text(f"anybody:{{PLAIN}}{PASSWORD}\n", "utf-8")
    (folder / "oauth2.conf").write_text(OAUTH2.format(port=introspection), "utf-8")
    (folder / "mail").mkdir()
    os.chown(folder / "mail", mail.pw_uid, mail.pw_gid)
    folder.chmod(0o711)
    (folder / "dovecot.conf").write_text(
        CONFIGURATION.format(
            folder=folder,
            user=me.pw_name,
            group=_group(me.pw_gid),
            login_user=mail.pw_name,
            uid=mail.pw_uid,
            gid=mail.pw_gid,
            plain_port=server.plain_port,
            tls_port=server.tls_port,
        ),
        "utf-8",
    )
    return server


def _group(gid: int) -> str:
    return grp.getgrgid(gid).gr_name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: Dovecot) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.plain_port), 5) as probe:
            probe.settimeout(5)
            if probe.recv(64).startswith(b"* OK"):
                return
        time.sleep(0.02)
    log = server.folder / "log"
    pytest.fail(f"Dovecot does not answer: {log.read_text() if log.exists() else 'it wrote no log'}")
