"""A token server that checks what it gets, as Microsoft and Google answer (RFC 6749, 7636, 8628)."""

import base64
import hashlib
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import trustme

from servers.certificates import certified

Form = dict[str, str]
Answer = tuple[int, dict[str, Any] | bytes]
MAIL_SCOPES = {"https://outlook.office.com/IMAP.AccessAsUser.All", "https://outlook.office.com/SMTP.Send"}
CLIENT, TENANT, SECRET = "0f1e2d3c", "kcvs.example", "app-s3cret"
LINDA = "linda@kcvs.example"


def refusal(error: str, number: str = "", status: int = 400) -> Answer:
    return status, {"error": error, "error_description": f"AADSTS{number}: linda@kcvs.example …" if number else ""}


class TokenServer:
    """What it was asked, what it gave, and what it shall answer in place of that."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[Form] = []
        """The forms that came to the token endpoint."""
        self.paths: list[str] = []
        self.answers: list[Answer | Callable[[], Answer]] = []
        """What the next questions to the token endpoint are answered."""
        self.lifetime = 3600
        self.refresh_lifetime = 0
        self.interval = 5
        self.refresh_token = "refresh-0"
        """The only one that is good."""
        self.given: list[str] = []
        """The access tokens."""
        self.secrets: set[str] = set()
        """All that no log may hold."""
        self.silent = threading.Event()
        """Set, it says nothing any more."""
        self.trickling = threading.Event()
        """Set, it answers an octet at a time, without end."""
        self.on_grant: Callable[[], object] = lambda: None
        """Called with each access token that is given."""
        self._challenges: dict[str, str] = {}
        self._nonce = ""
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"https://localhost:{self.port}"

    def visit(self, address: str) -> str:
        """Sign in at *address* as a browser does, and return where it is sent."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert asked["client_id"] in {CLIENT, "desktop"}
        code = f"code-{len(self._challenges)}"
        self.secrets.add(code)
        self._challenges[code] = asked["code_challenge"]
        self._nonce = asked.get("nonce", "")
        return f"{asked['redirect_uri']}?code={code}&state={asked['state']}"

    def get(self, path: str) -> Answer:
        self.paths.append(path)
        if not path.endswith("/.well-known/openid-configuration"):
            return 404, {}
        tenant = path.split("/")[1]
        if tenant != TENANT:
            return 400, {"error": "invalid_tenant", "error_description": "AADSTS90002"}
        base = f"{self.address}/{tenant}/oauth2/v2.0"
        return 200, {
            "issuer": f"{self.address}/{tenant}/v2.0",
            "authorization_endpoint": f"{base}/authorize",
            "token_endpoint": f"{base}/token",
            "device_authorization_endpoint": f"{base}/devicecode",
        }

    def post(self, path: str, form: Form) -> Answer:
        self.paths.append(path)
        if path.endswith("/devicecode"):
            return self._device(form)
        with self._lock:
            self.asked.append(form)
            if self.answers:
                answer = self.answers.pop(0)
                return answer() if callable(answer) else answer
            grants = (self._device_code, self._refresh_token, self._client_credentials, self._authorization_code)
            by_name = {grant.__name__[1:]: grant for grant in grants}
            return by_name[form["grant_type"].rpartition(":")[2]](form)

    def grant(self, *, rotate: bool = True) -> Answer:
        number = len(self.given) + 1
        self.given.append(f"access-{number}")
        if rotate:
            self.refresh_token = f"refresh-{number}"
        self.secrets |= {self.given[-1], self.refresh_token}
        self.on_grant()
        claims = base64.urlsafe_b64encode(json.dumps(self._claims()).encode()).decode().rstrip("=")
        answer = {
            "token_type": "Bearer",
            "access_token": self.given[-1],
            "expires_in": self.lifetime,
            "refresh_token": self.refresh_token,
            "id_token": f"e30.{claims}.x",
        }
        return 200, answer | ({"refresh_token_expires_in": self.refresh_lifetime} if self.refresh_lifetime else {})

    def _claims(self) -> dict[str, Any]:
        claims = {"preferred_username": LINDA, "aud": CLIENT, "exp": 4_000_000_000, "iss": self.address, "sub": "1"}
        return claims | ({"nonce": self._nonce} if self._nonce else {})

    def _device(self, form: Form) -> Answer:
        assert form["client_id"] == CLIENT
        assert {*MAIL_SCOPES, "offline_access"} <= set(form["scope"].split())
        self.secrets.add("device-1")
        return 200, {
            "user_code": "ABCD-EFGH",
            "device_code": "device-1",
            "verification_uri": "https://microsoft.com/devicelogin",
            "expires_in": 900,
            "interval": self.interval,
        }

    def _device_code(self, form: Form) -> Answer:
        assert form["device_code"] == "device-1"
        assert form["client_id"] == CLIENT
        return self.grant()

    def _refresh_token(self, form: Form) -> Answer:
        if form["refresh_token"] != self.refresh_token:
            return refusal("invalid_grant", "70000")
        return self.grant()

    def _client_credentials(self, form: Form) -> Answer:
        assert form["scope"] == "https://outlook.office365.com/.default"
        if form.get("client_secret") != SECRET:
            return refusal("invalid_client", "7000215", 401)
        return self.grant(rotate=False)

    def _authorization_code(self, form: Form) -> Answer:
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert self._challenges.pop(form["code"]) == base64.urlsafe_b64encode(digest).decode().rstrip("=")
        assert form["redirect_uri"].startswith("http://localhost:")
        return self.grant()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.context = context
        self.state = TokenServer(self.server_address[1])
        self.ended = threading.Event()

    def finish_request(self, request: Any, client_address: Any) -> None:
        request.settimeout(10)
        # Who does not trust us leaves, and so does who has waited long enough.
        with suppress(OSError), self.context.wrap_socket(request, server_side=True) as tls:
            super().finish_request(tls, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._say(*self.server.state.get(self.path))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {key: values[0] for key, values in parse_qs(body).items()}
        state, ended = self.server.state, self.server.ended
        if state.silent.is_set():
            ended.wait(10)
        elif state.trickling.is_set():
            self.wfile.write(b"HTTP/1.0 200 ")
            while not ended.wait(0.1):
                self.wfile.write(b"-")
        else:
            self._say(*state.post(self.path, form))

    def _say(self, status: int, answer: dict[str, Any] | bytes) -> None:
        octets = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in (("Content-Type", "application/json"), ("Content-Length", str(len(octets)))):
            self.send_header(name, value)
        if status == 307:
            self.send_header("Location", f"{self.server.state.address}/elsewhere")
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def token_server(authority: trustme.CA) -> Iterator[TokenServer]:
    """Run it, with a certificate of *authority*."""
    with _Server(certified(authority)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server.state
        finally:
            server.ended.set()
            server.shutdown()
            thread.join()
