"""The network transport honours the office's proxy, without a single packet being sent."""

from __future__ import annotations

import httpx
import pytest

from ingest.network import network_transport


def recorder(*, verify: object, proxy: str | None = None) -> httpx.MockTransport:
    """Stands in for httpx's own transport and answers with the way that a request took."""
    assert verify, "TLS is verified"
    return httpx.MockTransport(lambda _: httpx.Response(200, text=proxy or "direkt"))


@pytest.mark.parametrize(
    ("environment", "way"),
    [
        ({}, "direkt"),
        ({"HTTPS_PROXY": "http://proxy.example:3128"}, "http://proxy.example:3128"),
        ({"https_proxy": "proxy.example:3128"}, "http://proxy.example:3128"),
        ({"ALL_PROXY": "http://proxy.example:3128"}, "http://proxy.example:3128"),
        ({"HTTP_PROXY": "http://proxy.example:3128"}, "direkt"),  # nothing is ever asked by http
        ({"HTTPS_PROXY": "http://proxy.example:3128", "NO_PROXY": "recht.example"}, "direkt"),
        ({"HTTPS_PROXY": "http://proxy.example:3128", "NO_PROXY": "fremd.example"}, "http://proxy.example:3128"),
    ],
)
def test_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], way: str) -> None:
    """HTTPS_PROXY and ALL_PROXY lead through the proxy, NO_PROXY around it."""
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(httpx, "HTTPTransport", recorder)
    with httpx.Client(transport=network_transport(), trust_env=False) as client:
        assert client.get("https://recht.example/").text == way
