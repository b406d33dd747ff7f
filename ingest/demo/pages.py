"""The pages around the letters, in the layout of the real publisher: list page and detail pages.

The markup is our own; names of classes are those that a reader of the real pages relies on.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from string import Template

from ingest.demo.letter import Letter

LIST_PAGE = "Web/DE/Service/Publikationen/BMF_Schreiben/bmf_schreiben.html"
"""Where the list of all letters stands on the publisher's host."""
_FOLDER = "Content/DE/Downloads/BMF_Schreiben/Steuerarten/Mondsteinsteuer"
_VERSION = 2
"""The publisher's number of the PDF file, the v= of its address."""


def detail_path(letter: Letter) -> str:
    """Path of a letter's page on the host."""
    return f"{_FOLDER}/{letter.name}.html"


def pdf_path(letter: Letter) -> str:
    """Path of a letter's PDF on the host, without the query that links carry."""
    return f"{_FOLDER}/{letter.name}.pdf"


def detail_page(letter: Letter, host: str) -> str:
    """The page of one letter."""
    return _DETAIL.substitute(_words(letter), host=host)


def list_page(letters: Sequence[Letter], host: str) -> str:
    """The page that lists the letters, newest first; all fit on one page, so there is no way on."""
    newest_first = sorted(letters, key=lambda letter: letter.issued, reverse=True)
    entries = "\n".join(_ENTRY.substitute(_words(letter)) for letter in newest_first)
    return _LIST.substitute(host=host, count=len(letters), entries=entries)


def _words(letter: Letter) -> dict[str, str]:
    """What the templates of one letter name, ready for HTML."""
    return {
        "subject": escape(letter.subject),
        "summary": escape(letter.summary),
        "date": letter.issued.strftime("%d.%m.%Y"),
        "datetime": f"{letter.issued.isoformat()}T10:00",
        "page": detail_path(letter),
        "pdf": f"/{pdf_path(letter)}?__blob=publicationFile&amp;v={_VERSION}",
        "size": f"{max(1, len(letter.pdf) // 1024)}KB",
    }


_DETAIL = Template("""\
<!doctype html>
<html lang="de">
<head>
<base href="https://$host/"/>
<meta charset="UTF-8" />
<title>Fiktives Recht zur Vorführung - $subject</title>
<meta name="description" content="$summary"/>
<meta name="keywords" content="BMF-Schreiben"/>
<link rel="canonical" href="https://$host/$page"/>
</head>
<body>
<div id="content">
<div class="article-wrapper publication">
<div class="bmf-toolbox"><div class="bmf-date">$date</div></div>
<div class="article-header"><h1 class="isFirstInSlot">$subject</h1></div>
<div class="article-text singleview">
<div class="publication-download-link">
<a class="download" href="$pdf" target="_blank">Dokument herunterladen
<span class="postfix">&#160;[pdf, $size]</span></a>
</div>
<p>$summary</p>
</div>
</div>
</div>
</body>
</html>
""")

_ENTRY = Template("""\
<li class="bmf-list-entry">
<h3 class="bmf-entry-title"><a href="$page" class="bmf-resultlist-teaser-link"><span>$subject</span></a></h3>
<div class="bmf-plaintext"><p>$summary</p></div>
<div class="bmf-entry-footer">
<div class="bmf-date"><time datetime="$datetime">$date</time></div>
<div class="bmf-badge"><span class="bmf-badge-text">BMF-Schreiben</span></div>
<a href="$pdf" class="bmf-link bmf-link--download bmf-link--icononly"><span class="bmf-link-text">pdf, $size</span></a>
</div>
</li>""")

_LIST = Template("""\
<!doctype html>
<html lang="de">
<head>
<base href="https://$host/"/>
<meta charset="UTF-8" />
<title>Fiktives Recht zur Vorführung - BMF-Schreiben</title>
</head>
<body class="gsb">
<div id="content">
<h1 class="bmf-intro-title">BMF-Schreiben (fiktiv)</h1>
<span class="bmf-searchResultCounter-counter">$count Inhalte,</span>
<ul class="bmf-navIndex-list">
<li class="bmf-navIndex-entry"><span class="bmf-navIndex-text"><span class="aural">Aktuelle Seite: </span>1</span></li>
</ul>
<ol id="searchResult" class="bmf-list bmf-list--search" start="1">
$entries
</ol>
</div>
</body>
</html>
""")
