"""Where a fetcher may go: a table of addresses."""

from __future__ import annotations

import pytest

from ingest.errors import ForeignHost
from ingest.hosts import permitted, public_names

HOSTS = frozenset({"recht.example", "www.recht.example"})


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://recht.example/a", "https://recht.example/a"),
        # never in clear
        ("http://recht.example/a", "https://recht.example/a"),
        ("http://recht.example:80/a", "https://recht.example/a"),
        ("https://recht.example:443/a", "https://recht.example/a"),
        # one spelling per address
        ("HTTPS://WWW.Recht.Example/A", "https://www.recht.example/A"),
        ("https://recht.example/a#teil", "https://recht.example/a"),
        ("https://recht.example/a/../b", "https://recht.example/b"),
        # the query stays as the link has it
        ("https://recht.example/a?gtp=7_list%253D2", "https://recht.example/a?gtp=7_list%253D2"),
    ],
)
def test_permitted(url: str, asked: str) -> None:
    """Addresses of listed hosts are asked for by https, without fragment, the query untouched."""
    assert str(permitted(url, HOSTS)) == asked


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://fremd.example/", "ein fremder Host"),
        ("https://recht.example.fremd.example/", "ein fremder Host"),
        ("https://recht.example./", "ein fremder Host"),
        ("https://notrecht.example/", "ein fremder Host"),
        # internal and numeric addresses, in every spelling
        ("http://127.0.0.1/", "interne oder in Zahlen"),
        ("http://10.1.2.3/", "interne oder in Zahlen"),
        ("http://169.254.169.254/latest/meta-data", "interne oder in Zahlen"),
        ("http://192.168.0.1/", "interne oder in Zahlen"),
        ("http://[::1]/", "interne oder in Zahlen"),
        ("http://[::ffff:127.0.0.1]/", "interne oder in Zahlen"),
        ("http://[fe80::1]/", "interne oder in Zahlen"),
        ("http://2130706433/", "interne oder in Zahlen"),
        ("http://0x7f000001/", "interne oder in Zahlen"),
        ("http://0x7f.1/", "interne oder in Zahlen"),
        ("http://0177.0.0.1/", "keine gültige Adresse"),
        ("http://127.1/", "interne oder in Zahlen"),
        ("http://localhost/", "interne oder in Zahlen"),
        ("http://a.localhost/", "interne oder in Zahlen"),
        ("http://drucker/", "interne oder in Zahlen"),
        ("http://akten.intern/", "interne oder in Zahlen"),
        ("http://akten.local./", "interne oder in Zahlen"),
        # other ways to smuggle
        ("https://recht.example@fremd.example/", "Anmeldedaten"),
        ("https://name:wort@recht.example/", "Anmeldedaten"),
        ("https://recht.example:8443/", "Port 8443"),
        ("https://recht.example:22/", "Port 22"),
        ("ftp://recht.example/", "beginnt nicht mit http"),
        ("file:///etc/passwd", "beginnt nicht mit http"),
        ("javascript:alert(1)", "beginnt nicht mit http"),
        ("//recht.example/", "beginnt nicht mit http"),
        ("recht.example", "beginnt nicht mit http"),
        ("", "beginnt nicht mit http"),
        ("https://recht.example\n.fremd.example/", "keine gültige Adresse"),
        ("https://recht.example:99999999/", "Port 99999999"),
        ("https://[::1", "keine gültige Adresse"),
    ],
)
def test_refused(url: str, reason: str) -> None:
    """Everything else is refused before a name is looked up, with the reason in German."""
    with pytest.raises(ForeignHost, match=reason):
        permitted(url, HOSTS)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "2130706433", "Recht.Example", "akten.intern"])
def test_list_holds_public_names_only(host: str) -> None:
    """An internal address cannot be listed by mistake."""
    with pytest.raises(ValueError, match="Kein öffentlicher Hostname"):
        public_names(frozenset({host}))
