"""The program needs no rights and writes in its data folder alone; the unit, the container and the locks hold it to that."""

import os
import re
import runpy
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from inbox_bot.config import load
from inbox_bot.demo.postman import put
from inbox_bot.demo.samples import samples
from inbox_bot.demo.servers import imap_server, smtp_server
from test_cli import configuration

ROOT = Path(__file__).parent.parent
CHANGES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^(?:mkdir|rename|unlink|link|symlink|chmod|chown)")
HARMLESS = ("/dev/null", "/dev/tty", "/proc/self/")


def may_trace() -> bool:
    """Tell whether strace is there and allowed: some containers forbid it."""
    strace = shutil.which("strace")
    return strace is not None and subprocess.run([strace, "-o", "/dev/null", "true"], check=False).returncode == 0


@pytest.mark.skipif(not may_trace(), reason="strace is not installed, or not allowed here")
def test_a_whole_pass_writes_in_the_data_folder_alone(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    with imap_server({"linda": "secret"}) as imap, smtp_server() as smtp:
        config = configuration(tmp_path, imap.port, smtp.port)
        for sample in samples(load(config).events[0]):
            put(load(config), sample.octets, sample.received_at)
        strace = [
            "strace",
            "-f",
            "--seccomp-bpf",
            "-qq",
            "-e",
            "trace=%file",
            "-e",
            "status=successful",
            "-o",
            str(trace),
        ]
        poll = [sys.executable, "-m", "inbox_bot", "--config", str(config), "poll"]
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": "/nowhere"}
        subprocess.run([*strace, *poll], check=True, cwd=tmp_path, env=environment, timeout=120)
        assert 10 == len(smtp.accepted)

    written = {found for line in trace.read_text("utf-8").splitlines() for found in changed(line)}
    assert {"inbox_bot.db"} <= {path.removeprefix(f"{tmp_path}/") for path in written}
    assert [] == [path for path in sorted(written) if path.startswith("/") and not path.startswith(f"{tmp_path}/")]


def changed(line: str) -> list[str]:
    """Return the files that a line of strace says were changed, made or removed."""
    call = line.partition(" ")[2].lstrip()
    if not CHANGES.search(call):
        return []
    return [path for path in re.findall(r'"((?:[^"\\]|\\.)*)"', call) if not path.startswith(HARMLESS)]


def test_the_unit_has_no_rights_and_one_folder() -> None:
    unit = (ROOT / "deploy" / "inbox-bot.service").read_text("utf-8").splitlines()

    assert {
        *("DynamicUser=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "NoNewPrivileges=yes"),
        *("CapabilityBoundingSet=", "StateDirectory=inbox-bot", "UMask=0077"),
    } <= set(unit)
    assert [] == [line for line in unit if line.startswith(("ReadWritePaths", "User=root", "AmbientCapabilities"))]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_finds_the_unit_little_exposed() -> None:
    unit = str(ROOT / "deploy" / "inbox-bot.service")
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=20", "--no-pager", unit],
        check=False,
        capture_output=True,
        text=True,
    )

    assert 0 == done.returncode, done.stdout[-200:] + done.stderr


def test_the_container_runs_as_nobody_and_installs_what_is_locked() -> None:
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    last_stage = lines[max(number for number, line in enumerate(lines) if line.startswith("FROM")) :]

    assert "USER inbox-bot" in last_stage
    assert last_stage.index("USER inbox-bot") < next(
        n for n, line in enumerate(last_stage) if line.startswith("ENTRYPOINT")
    )
    assert any("--require-hashes -r requirements/run.lock" in line for line in lines)


@pytest.mark.parametrize("name", ["run", "demo", "dev", "audit"])
def test_every_locked_package_has_its_hashes(name: str) -> None:
    lock = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")
    packages = re.split(r"\n(?=\S)", lock)

    unhashed = [one.split()[0] for one in packages if not one.startswith("#") and "--hash=sha256:" not in one]
    assert [] == unhashed
    assert "://" not in re.sub(r"(?m)^\s*#.*$", "", lock)


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, b'{"vulnerabilities": [{"id": "PYSEC-1"}]}', True),
        (200, b'{"vulnerabilities": []}', False),
        (200, b"<html>", False),
        (404, b"{}", False),
    ],
)
def test_an_audit_without_data_is_none(status: int, body: bytes, expected: bool) -> None:  # noqa: FBT001  a column of the table
    script = runpy.run_path(str(ROOT / "scripts" / "audit.py"))
    with answering(status, body) as witness:
        assert expected == script["reachable"](witness)


def test_offline_the_audit_is_skipped_with_a_plain_line(capsys: pytest.CaptureFixture[str]) -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "audit.py"))
    script["main"].__globals__["reachable"] = lambda: False

    assert 0 == script["main"]()
    assert capsys.readouterr().out.startswith("Audit skipped: the list of known vulnerabilities")
