"""Pages of a Word document (ECMA-376, part 1), read as they come and without its looks.

Only `word/document.xml` is unpacked, piece by piece; no tree is built and no entity is looked up.
"""

from collections.abc import Generator
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError  # noqa: N812 - an exception, named like one

from adapters.knowledge.extraction.docx_body import Body
from adapters.knowledge.extraction.limits import Limits
from domain.knowledge.errors import Encrypted, UnfoldsTooFar, Unreadable

PART = "word/document.xml"
ALWAYS_ALLOWED = 1_000_000
"""In bytes: a small file of mostly one word may unfold a great deal without harm."""
OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""Word wraps a document that has a password in a file of its older kind ([MS-OFFCRYPTO], 2.3)."""
IS_ENCRYPTED = 0x1
PIECE = 65_536


def docx_pages(content: bytes, limits: Limits) -> Generator[str, None, None]:
    """Yield the pages' texts; raises kinds of Unreadable."""
    if content.startswith(OLE_MARK):
        raise Encrypted() if LOCKED in content else Unreadable("the file is of an older Word")
    from lxml import etree

    try:
        with ZipFile(BytesIO(content)) as archive, archive.open(_part(archive, limits)) as part:
            yield from _pages(part, limits)
    except etree.XMLSyntaxError as error:
        raise Unreadable("the document's XML is broken") from error
    except (BadZipFile, DeflateError, EOFError, NotImplementedError, ValueError) as error:
        raise Unreadable("the file is damaged, or no Word document at all") from error


def _part(archive: ZipFile, limits: Limits) -> ZipInfo:
    try:
        part = archive.getinfo(PART)
    except KeyError:
        raise Unreadable(f"the file holds no {PART}, so it is no Word document") from None
    if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise Unreadable("the file is packed in a way that no Word document is")
    if part.flag_bits & IS_ENCRYPTED:
        raise Encrypted
    most = max(ALWAYS_ALLOWED, part.compress_size * limits.expansion)
    if part.file_size > most:  # and zipfile never unpacks more than this
        raise UnfoldsTooFar(limits.expansion)
    return part


def _pages(part: IO[bytes], limits: Limits) -> Generator[str, None, None]:
    from lxml import etree

    body = Body(limits)
    parser = etree.XMLParser(target=body, resolve_entities=False, no_network=True, load_dtd=False)
    while piece := part.read(PIECE):
        parser.feed(piece)
        yield from body.pages
        body.pages.clear()
    parser.close()
    yield from body.pages
