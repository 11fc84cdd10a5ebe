"""Authlib's own client walks the flow with a server as its users start it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from authlib.integrations.httpx_client import OAuth2Client

from integration.process.test_people import signed_in
from support.oauth import VERIFIER
from support.served import Served, served

pytestmark = pytest.mark.slow
BACK = "http://127.0.0.1/back"
FREE = "http://127.0.0.1:51004/back"


class Walk:
    """A person who signed in and founded an organisation, and the server's own metadata."""

    def __init__(self, server: Served) -> None:
        self.server = server
        self.bearer = {"Authorization": f"Bearer {signed_in(server)}"}
        self.organisation = self.post("/api/v1/organisations", {"name": "Harbour"})["id"]
        found = server.client.get("/.well-known/oauth-authorization-server")
        self.metadata: dict[str, Any] = found.json()

    def post(self, path: str, body: Mapping[str, object]) -> Any:
        answer = self.server.client.post(path, json=body, headers=self.bearer)
        assert answer.status_code < 400, answer.text
        return answer.json()

    def at(self, name: str) -> str:
        """Return the endpoint; the document names the port that people would reach."""
        path = urlsplit(self.metadata[f"{name}_endpoint"]).path
        return str(self.server.client.base_url.join(path))

    def client(self, kind: str, way: str, **more: Any) -> OAuth2Client:
        body = {"name": "Charts", "kind": kind, "scope": "write", **more}
        made = self.post(f"/api/v1/organisations/{self.organisation}/clients", body)
        return OAuth2Client(
            made["id"],
            made["client_secret"],
            token_endpoint_auth_method=way,
            revocation_endpoint_auth_method=way,
            code_challenge_method="S256",
            redirect_uri=FREE,
            scope="write",
        )

    def allowed(self, uri: str) -> str:
        asked = dict(parse_qsl(urlsplit(uri).query))
        page = self.server.client.get("/oauth/authorize", params=asked)
        assert page.status_code == 200, page.text
        answer = self.post("/api/v1/auth/authorizations", {**asked, "decision": "allow"})
        return str(answer["location"])


def test_authlibs_client_gets_refreshes_and_gives_back(tmp_path: Path) -> None:
    with served("--processes", "2", settings={"PORTICO_HOME": str(tmp_path)}) as server:
        walk = Walk(server)
        ways = [("public", "none"), ("confidential", "client_secret_basic")]
        for kind, way in [*ways, ("confidential", "client_secret_post")]:
            with walk.client(kind, way, redirect_uris=[BACK]) as client:
                passes(walk, client)
        machine = walk.client("machine", "client_secret_basic")
        with machine as client:
            client.fetch_token(walk.at("token"), grant_type="client_credentials")
            documents = client.get(str(server.client.base_url.join("/api/v1/documents")))
            assert documents.status_code == 200


def passes(walk: Walk, client: OAuth2Client) -> None:
    uri, state = client.create_authorization_url(walk.at("authorization"), code_verifier=VERIFIER)
    location = walk.allowed(uri)
    assert dict(parse_qsl(urlsplit(location).query))["iss"] == walk.metadata["issuer"]
    first = client.fetch_token(
        walk.at("token"), authorization_response=location, state=state, code_verifier=VERIFIER
    )
    me = str(walk.server.client.base_url.join("/api/v1/me"))
    assert client.get(me).json()["email"] == "ada@example.com"
    second = client.refresh_token(walk.at("token"), first["refresh_token"])
    assert second["refresh_token"] != first["refresh_token"]
    given_back = client.revoke_token(walk.at("revocation"), second["refresh_token"])
    assert given_back.status_code == 200
    assert walk.server.client.get(me, headers=walk.bearer).status_code == 200
    ended = {"Authorization": f"Bearer {second['access_token']}"}
    assert walk.server.client.get(me, headers=ended).status_code == 401
