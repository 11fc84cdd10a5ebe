"""What a TextExtractor makes of HTML."""

import pytest

from application.knowledge.ports import TextExtractor
from domain.knowledge.errors import Unreadable
from domain.knowledge.media_type import MediaType

LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
)
XHTML = '<?xml version="1.0"?><!DOCTYPE html [%s]><html><body><p>%s</p></body></html>'


def read(extractor: TextExtractor, content: bytes | str) -> str:
    given = content.encode() if isinstance(content, str) else content
    return "".join(page.text for page in extractor.extract(given, MediaType.HTML))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("<h1>A</h1><p>b <b>c</b>d</p>e", "A\n\nb cd\n\ne", id="blocks"),
        pytest.param("<ul><li>a<li>b<ol><li>c</ol></ul>", "a\n\nb\n\nc", id="list items"),
        pytest.param("<p>a<br>b<br/>c", "a\nb\nc", id="line breaks"),
        pytest.param("<p>a\n  b\t c", "a b c", id="white space"),
        pytest.param("<pre>a\nb</pre>c", "a\nb\n\nc", id="as it is"),
        pytest.param("&lt;a&gt;&nbsp;&amp;&eacute;&#8364;&bogus;", "<a> &é€&bogus;", id="entities"),
        pytest.param("a<!-- b --><?php c ?><![CDATA[d]]>e", "ae", id="comments"),
        pytest.param(
            "<table><tr><th>Boat<th>Fee<tr><td>Ann<td>3<td></table>",
            "Boat | Fee\n\nAnn | 3",
            id="rows",
        ),
        pytest.param(
            "<table><tr><td>a<td><p>b</p><p>c<table><tr><td>d<td>e</table><td>f</table>g",
            "a | b c d e | f\n\ng",
            id="a table in a table",
        ),
    ],
)
def test_blocks_become_lines(extractor: TextExtractor, content: str, expected: str) -> None:
    assert read(extractor, content) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>if (a<b) x()</script>",
        "<style>p { color: red }</style>",
        "<head><title>x</title></head>",
        "<template><p>x</p></template>",
        "<noscript>x</noscript>",
        "<svg><text>x</text></svg>",
        "<p hidden>x<p hidden>y</p></p>",
        "<div hidden><br>x<img>y<p>z<div>w</div></div>",
        "<div style='color: red; DISPLAY : none'>x<table><tr><td>y</table></div>",
        "<span style='visibility:hidden'>x</span>",
        "<span aria-hidden=true>x</span>",
        "<textarea>x</textarea>",
        "<iframe src='http://192.0.2.1/'>x</iframe>",
    ],
)
def test_what_is_not_shown_is_dropped(extractor: TextExtractor, hidden: str) -> None:
    assert read(extractor, f"<p>before</p>{hidden}<p>after</p>") == "before\n\nafter"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("<meta charset=utf-8><p>Grüße".encode(), id="meta UTF-8"),
        pytest.param("<p>Grüße".encode(), id="nothing said, UTF-8"),
        pytest.param("<p>Grüße".encode("cp1252"), id="nothing said, Windows-1252"),
        pytest.param("<p>Grüße".encode("utf-8-sig"), id="mark"),
        pytest.param("<meta charset=latin1><p>Grüße".encode("utf-16"), id="mark before meta"),
        pytest.param("<meta charset='ISO-8859-15'><p>Grüße".encode("iso8859-15"), id="meta"),
        pytest.param(
            "<META http-equiv=Content-Type content='text/html; charset=cp1250'><p>Grüße".encode(
                "cp1250"
            ),
            id="http-equiv",
        ),
        pytest.param("<?xml version='1.0' encoding='cp852'?><p>Grüße".encode("cp852"), id="XML"),
        pytest.param(b"<meta charset=bogus><p>Gr\xfc\xdfe", id="unknown"),
        pytest.param(b"<meta charset=punycode><p>Gr\xfc\xdfe", id="no encoding of pages"),
        pytest.param(b"<meta charset=utf-8><p>Gr\xfc\xdfe", id="wrong"),
    ],
)
def test_it_is_decoded(extractor: TextExtractor, content: bytes) -> None:
    assert read(extractor, content) == "Grüße"


def test_what_is_written_in_japanese_is_decoded(extractor: TextExtractor) -> None:
    content = "<meta charset=shift_jis><p>灯台".encode("shift_jis")

    assert read(extractor, content) == "灯台"


def test_a_hundred_thousand_nested_tags_are_read(extractor: TextExtractor) -> None:
    assert read(extractor, "<div><b>" * 50_000 + "deep" + "</b></div>" * 50_000) == "deep"


def test_a_paragraph_of_many_megabytes_is_read_whole(extractor: TextExtractor) -> None:
    assert read(extractor, "<p>" + "x" * 11_000_000) == "x" * 11_000_000


def test_entities_of_its_own_are_not_looked_up(extractor: TextExtractor) -> None:
    laughing = read(extractor, XHTML % (LAUGHS, "&l9;"))
    prying = read(extractor, XHTML % ('<!ENTITY e SYSTEM "file:///etc/passwd">', "&e;"))

    assert len(laughing) < 2_000
    assert "lollol" not in laughing
    assert "root:" not in prying


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n ", id="blanks"),
        pytest.param("<!doctype html>", id="only the type"),
        pytest.param("<html><head><title>x</title></head></html>", id="no body"),
        pytest.param("<html><body></body></html>", id="empty body"),
        pytest.param("<frameset><frame src=a><noframes>x</noframes></frameset>", id="frames"),
        pytest.param("<p title='" + "x" * 2_000_000, id="a tag without end"),
        pytest.param("<!-- x", id="a comment without end"),
        pytest.param("<script>x", id="a script without end"),
    ],
)
def test_nothing_shown_is_no_pages(extractor: TextExtractor, content: str) -> None:
    assert extractor.extract(content.encode(), MediaType.HTML) == []


def test_text_without_tags_is_text(extractor: TextExtractor) -> None:
    assert read(extractor, "just text") == "just text"


def test_a_nul_in_the_text_is_left_out(extractor: TextExtractor) -> None:
    assert read(extractor, "<p>" + "a" * 5_000 + "\0b") == "a" * 5_000 + "b"


def test_binary_is_no_html(extractor: TextExtractor) -> None:
    with pytest.raises(Unreadable, match="binary"):
        read(extractor, "MZ\0\1")


def test_long_pages_are_cut_and_nothing_is_lost(extractor: TextExtractor) -> None:
    content = "".join(f"<p>Paragraph {n} {'word ' * 100}." for n in range(60))
    pages = extractor.extract(content.encode(), MediaType.HTML)

    assert len(pages) > 4
    assert "".join(page.text for page in pages).count("Paragraph") == 60
