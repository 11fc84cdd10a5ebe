"""Small PDF files, written by hand (ISO 32000-1)."""

import zlib
from collections.abc import Sequence

LEADING = 14


def make_pdf(pages: Sequence[str]) -> bytes:
    """Return a PDF with one page for each text, whose lines are kept; Latin-1 only."""
    objects = [_CATALOG, b"", _FONT]
    kids = []
    for text in pages:
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(_PAGE % (number + 1))
        objects.append(_stream(_drawn(text)))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def make_bomb(piece: bytes, times: int) -> bytes:
    """Return a PDF with one page, whose content is a compressed stream of these repeated pieces."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(piece) for _ in range(times)) + packing.flush()
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    return _file([_CATALOG, _PAGES, _FONT, _PAGE % 5, stream])


def make_glyph_pdf(text: str) -> bytes:
    """Return a PDF with one line in a font of its own, whose glyphs say what they mean."""
    mapped = "".join(f"<{n:04x}> <{one.encode('utf-16-be').hex()}>\n" for n, one in enumerate(text))
    cmap = _CMAP % (len(text), mapped.encode())
    shown = (
        b"BT /F1 11 Tf 50 780 Td <%s> Tj ET"
        % "".join(f"{n:04x}" for n in range(len(text))).encode()
    )
    return _file([_CATALOG, _PAGES, _GLYPHS, _PAGE % 5, _stream(shown), _CID_FONT, _stream(cmap)])


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
_GLYPHS = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H "
    b"/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>"
)
_CID_FONT = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 600 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)
_CMAP = (
    b"/CIDInit /ProcSet findresource begin\n1 begincmap\n"
    b"1 begincodespacerange <0000> <ffff> endcodespacerange\n%d beginbfchar\n%sendbfchar\nendcmap"
)
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
    b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
)


def _drawn(text: str) -> bytes:
    lines = [line.encode("cp1252") for line in text.split("\n")]
    shown = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
    return b"BT /F1 11 Tf %d TL 50 780 Td\n%sET" % (LEADING, shown)


def _escaped(line: bytes) -> bytes:
    return line.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _file(objects: Sequence[bytes]) -> bytes:
    body, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer
