"""Takes the one XML file out of an ``xml.zip``, and refuses everything that such an archive should not hold.

The limits keep a hostile archive (zip bomb, path traversal) from doing harm; nothing is ever written to disk.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from ingest.markup.errors import ArchiveError

MAX_PACKED = 64 * 2**20
"""Bytes of the archive. The largest law of the tax field has 0.3 MB."""
MAX_UNPACKED = 64 * 2**20
"""Bytes of the XML file. The largest law of the tax field has 2 MB."""
MAX_RATIO = 200
"""Unpacked to packed size. Legal XML packs to about a tenth; a bomb to a thousandth."""
MAX_MEMBERS = 500
"""Files in the archive: beside the XML there may be pictures of formulas."""

_XML_NAME = re.compile(r"BJNR\w+\.xml", re.ASCII)
_ENCRYPTED = 0x1
_ADVICE = "Bitte die Datei beim Herausgeber neu herunterladen."


def only_member(content: bytes) -> bytes:
    """The single ``BJNR….xml`` of an archive.

    Args:
        content: bytes of an ``xml.zip``, at most :data:`MAX_PACKED`.

    Raises:
        ArchiveError: the archive is broken, encrypted, too large, has unsafe paths, or holds no such file or several.
    """
    if len(content) > MAX_PACKED:
        raise ArchiveError(
            f"Das Archiv ist mit {len(content)} Bytes zu groß; erwartet werden höchstens {MAX_PACKED}. {_ADVICE}"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive, _choose(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        raise ArchiveError(
            f"Das Archiv ist beschädigt oder keine ZIP-Datei ({error}). "
            f"Erwartet wird ein xml.zip mit genau einer Datei BJNR….xml. {_ADVICE}"
        ) from error


def _choose(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise ArchiveError(
            f"Das Archiv enthält {len(members)} Dateien; erwartet werden höchstens {MAX_MEMBERS}. {_ADVICE}"
        )
    for member in members:
        _refuse_unsafe(member)
    laws = [member for member in members if _XML_NAME.fullmatch(member.filename)]
    if len(laws) != 1:
        names = ", ".join(member.filename for member in members[:5]) or "nichts"
        raise ArchiveError(
            f"Das Archiv enthält {len(laws)} Dateien der Form BJNR….xml (gefunden: {names}); "
            f"erwartet wird genau eine. {_ADVICE}"
        )
    return laws[0]


def _refuse_unsafe(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
        raise ArchiveError(f"Das Archiv enthält einen unzulässigen Pfad ({name!r}). {_ADVICE}")
    if member.flag_bits & _ENCRYPTED:
        raise ArchiveError(f"Das Archiv ist verschlüsselt ({name!r}); erwartet wird ein offenes Archiv. {_ADVICE}")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Unpack, trusting none of the sizes that the archive declares."""
    limit = min(MAX_UNPACKED, max(member.compress_size, 1) * MAX_RATIO)
    with archive.open(member) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise ArchiveError(
            f"Die Datei {member.filename!r} ist entpackt größer als {limit} Bytes und damit unglaubwürdig groß "
            f"für ein Gesetz. {_ADVICE}"
        )
    return content
