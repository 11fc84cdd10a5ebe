"""Small Word documents, written by hand (ECMA-376)."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
RENDERED_BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def make_docx(body: str, *, namespace: str = WORD, prologue: str = "") -> bytes:
    """Return a document with this XML in its body; `w` and `mc` are its prefixes."""
    root = f'<w:document xmlns:w="{namespace}" xmlns:mc="{COMPATIBILITY}">'
    return zipped(f"<?xml version='1.0'?>{prologue}{root}<w:body>{body}</w:body></w:document>")


def zipped(document: str, name: str = "word/document.xml", packing: int = ZIP_DEFLATED) -> bytes:
    """Return a zip archive with this part, beside the one that lists the parts."""
    made = BytesIO()
    with ZipFile(made, "w", packing) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, document)
    return made.getvalue()


def paragraph(*texts: str) -> str:
    """Return a paragraph with a run for each text; a text in angle brackets stands as it is."""
    return f"<w:p>{''.join(text if text.startswith('<') else run(text) for text in texts)}</w:p>"


def run(text: str, *properties: str) -> str:
    return f'<w:r><w:rPr>{"".join(properties)}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: list[str]) -> str:
    """Return a table whose cells hold this XML."""
    drawn = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in drawn)}</w:tbl>"
