"""A learning platform as far as LTI 1.3 goes, invented for the tests: it sends people here and takes their results."""

from __future__ import annotations

import html
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
GRADES = "https://purl.imsglobal.org/spec/lti-ags/"
ROLES = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
PEOPLE = {"u1": ("Ana", "Learner"), "u2": ("Tom", "Instructor")}


class Platform:
    """A platform: `scores` is what it has taken, `tool_keys` what it knows.

    `trouble` and `token_trouble` are statuses with which it first answers results and wishes for a token.
    """

    def __init__(self) -> None:
        self.scores: list[dict[str, Any]] = []
        self.tool_keys: dict[str, Any] = {}
        self.trouble: list[int] = []
        self.token_trouble: list[int] = []
        self.tokens = 0
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        platform = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                platform.answer(self, "")

            def do_POST(self) -> None:
                platform.answer(self, self.rfile.read(int(self.headers["Content-Length"])).decode())

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()

    def registered(self) -> dict[str, str]:
        """Return what a platform shows when a tool is registered."""
        address = self.address
        return {
            "issuer": address,
            "client_id": "tool",
            "authorize_url": f"{address}/auth",
            "keys_url": f"{address}/keys",
            "token_url": f"{address}/token",
        }

    def launch_of(self, person: str, hub: str) -> dict[str, str]:
        """Return the form with which a click on the activity begins."""
        return {"iss": self.address, "login_hint": person, "target_link_uri": f"{hub}hub/", "client_id": "tool"}

    def answer(self, request: BaseHTTPRequestHandler, body: str) -> None:
        """Answer as a platform does."""
        address = urlsplit(request.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        kind, reply, status = "application/json", "{}", 200
        match address.path:
            case "/keys":
                reply = json.dumps({"keys": [jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)]})
                reply = reply.replace('"kty"', '"kid": "p1", "alg": "RS256", "use": "sig", "kty"')
            case "/auth":
                kind, reply = "text/html", self._form(asked)
            case "/token":
                self.tokens += 1
                status = self.token_trouble.pop(0) if self.token_trouble else 200
                reply = self._token(parse_qs(body)) if status == 200 else "{}"
            case "/line/scores" if request.headers["Authorization"] == "Bearer granted":
                status = self.trouble.pop(0) if self.trouble else 200
                if status == 200:
                    self.scores.append(json.loads(body))
            case _:
                status = 404
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.end_headers()
        request.wfile.write(reply.encode())

    def _form(self, asked: dict[str, str]) -> str:
        name, role = PEOPLE[asked["login_hint"]]
        claims = {
            "iss": self.address,
            "aud": asked["client_id"],
            "sub": asked["login_hint"],
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
            "nonce": asked["nonce"],
            "name": name,
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}deployment_id": "d1",
            f"{CLAIM}target_link_uri": asked["redirect_uri"],
            f"{CLAIM}resource_link": {"id": "a", "title": "02 Who is ASEAN?"},
            f"{CLAIM}roles": [f"{ROLES}{role}"],
            f"{GRADES}claim/endpoint": {"scope": [f"{GRADES}scope/score"], "lineitem": f"{self.address}/line"},
        }
        token = jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": "p1"})
        fields = {"id_token": token, "state": asked["state"]}
        inputs = "".join(f'<input name="{key}" value="{html.escape(value)}">' for key, value in fields.items())
        return f'<form method="post" action="{html.escape(asked["redirect_uri"])}">{inputs}</form>'

    def _token(self, body: dict[str, list[str]]) -> str:
        key = jwt.PyJWK(self.tool_keys["keys"][0]).key
        jwt.decode(body["client_assertion"][0], key, algorithms=["RS256"], audience=f"{self.address}/token")
        assert body["scope"] == [f"{GRADES}scope/score"]
        return json.dumps({"access_token": "granted", "token_type": "Bearer", "expires_in": 3600})
