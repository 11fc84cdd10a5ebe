"""Until people sign in, only this machine's own pages and programs are answered."""

import pytest
from injector import InstanceProvider

from application.knowledge.ports import KnowledgeReader
from e2e.harbour import EVENT_STREAM, asked
from e2e.problems import refused
from entrypoints.http.head_size import HEADERS_BYTES
from entrypoints.testing import Portico

DOCUMENTS = "/api/v1/documents"
EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PATHS = [DOCUMENTS, "/", "/docs", "/metrics", "/health/live", "/api/openapi.json", "/nowhere"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT"])
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_what_a_browser_may_do(portico: Portico, path: str, method: str) -> None:
    headers = portico.client.open(path, method=method).headers
    assert {name: headers.get(name) for name in EXPECTED} == EXPECTED
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_streams_refusals_and_bugs_say_so_too(portico: Portico) -> None:
    answers = [
        asked(portico, portico.converse(), **EVENT_STREAM),
        portico.client.post(DOCUMENTS, data=b"{", content_type="application/json"),
        portico.client.get(DOCUMENTS, headers={"Host": "evil.example"}),
        portico.client.get(DOCUMENTS, headers={"Origin": "https://evil.example"}),
    ]
    portico.container.binder.bind(KnowledgeReader, to=InstanceProvider(object()))
    answers.append(portico.client.get(DOCUMENTS))
    assert [one.status_code for one in answers] == [200, 400, 421, 403, 500]
    for one in answers:
        assert {name: one.headers.get(name) for name in EXPECTED} == EXPECTED


def test_scripts_run_from_nowhere_else(portico: Portico) -> None:
    for path in PATHS:
        policy = portico.client.get(path).headers["Content-Security-Policy"]
        directives = dict(one.strip().split(" ", 1) for one in policy.split(";"))
        assert directives["script-src"] == "'self'"
        assert directives["connect-src"] == "'self'"
        assert "*" not in policy


def test_json_is_kept_by_nobody(portico: Portico) -> None:
    assert portico.client.get(DOCUMENTS).headers["Cache-Control"] == "no-store"
    assert portico.client.get("/nowhere").headers["Cache-Control"] == "no-store"


def test_no_answer_tells_what_it_runs_on(portico: Portico) -> None:
    for path in PATHS:
        headers = str(portico.client.get(path).headers)
        assert not [name for name in ("Server", "Werkzeug", "Python", "Flask") if name in headers]


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:8000",
     "192.168.1.4", "0.0.0.0", "localhost@evil.example", "[::2]", "[::1", "127.0.0.2", "a b"],
)  # fmt: skip
def test_a_name_that_is_not_this_machine_is_not_answered(portico: Portico, host: str) -> None:
    refused(portico.client.get(DOCUMENTS, headers={"Host": host}), 421, "foreign_host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_is_answered_by_all_its_names(portico: Portico, host: str) -> None:
    headers = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
    assert portico.client.get(DOCUMENTS, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://localhost.evil.example", "null", "", "http://localhost:9999",
     "http://[", "http://[::1", "localhost", "file://"],
)  # fmt: skip
def test_pages_of_other_sites_are_not_answered(portico: Portico, origin: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        response = portico.client.open(DOCUMENTS, method=method, headers={"Origin": origin})
        assert response.status_code in {403, 405}, response.get_data(as_text=True)
    refused(portico.client.get(DOCUMENTS, headers={"Origin": origin}), 403, "foreign_origin")


def test_a_browser_that_says_cross_site_is_believed(portico: Portico) -> None:
    for site, status in (("cross-site", 403), ("same-origin", 200), ("none", 200)):
        response = portico.client.get(DOCUMENTS, headers={"Sec-Fetch-Site": site})
        assert response.status_code == status


def test_no_other_site_may_read_what_is_answered(portico: Portico) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    response = portico.client.options(DOCUMENTS, headers=headers)
    assert response.status_code == 403
    assert not [name for name, _ in response.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("lines", [1, 50])
def test_headers_that_are_too_long_together_are_refused(portico: Portico, lines: int) -> None:
    size = HEADERS_BYTES // lines
    fits = {f"X-Long-{number}": "a" * (size - 100) for number in range(lines)}
    assert portico.client.get(DOCUMENTS, headers=fits).status_code == 200
    long = dict.fromkeys(fits, "a" * (size + 1))
    answer = portico.client.get(DOCUMENTS, headers=long)
    refused(answer, 431, "headers_too_large")
    assert answer.headers["Connection"] == "close"
