"""The real network as a transport: the office's proxy and the office's certificates are honoured."""

from __future__ import annotations

from urllib.request import getproxies, proxy_bypass

import httpx


def network_transport() -> httpx.BaseTransport:
    """A transport to the network with verified TLS.

    Proxies come from HTTPS_PROXY, ALL_PROXY and NO_PROXY (on Windows and macOS also from the system's
    settings); trusted certificates are httpx's own bundle, those that SSL_CERT_FILE names, and the
    system's, where an office keeps the certificate of its own proxy.
    """
    tls = httpx.create_ssl_context()
    tls.load_default_certs()
    proxies = getproxies()
    proxy = proxies.get("https") or proxies.get("all")
    direct = httpx.HTTPTransport(verify=tls)
    if not proxy:
        return direct
    url = proxy if "://" in proxy else f"http://{proxy}"
    return _ByProxy(httpx.HTTPTransport(verify=tls, proxy=url), direct)


class _ByProxy(httpx.BaseTransport):
    """Goes through the proxy, except to the hosts that NO_PROXY names."""

    def __init__(self, proxied: httpx.BaseTransport, direct: httpx.BaseTransport) -> None:
        self._proxied = proxied
        self._direct = direct

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        transport = self._direct if proxy_bypass(request.url.host) else self._proxied
        return transport.handle_request(request)

    def close(self) -> None:
        self._proxied.close()
        self._direct.close()
