"""Performance files as people send them, and worse."""

from datetime import date

from hypothesis import strategies as st

from domain.campaigns.columns import COLUMNS, Layout
from domain.campaigns.rows import RowGrammar
from domain.campaigns.rules import judged

HEADER = ",".join(COLUMNS)
PLACES = Layout(tuple(range(len(COLUMNS))), len(COLUMNS))
CAPTIONED = Layout((0, 1, 2, 3, 4, 5), 7)
DATED = Layout((0, 1, 2, 3, 4, 5), 7, 6)
PLAIN = "100,influencer_7,10,2,3,400"
COUNTS = ("0", "7", "2147483647", "2147483648", "99999999", "123456789", "1" * 17, "007", "", " 5",
          "0" * 4_301, "0" * 4_301 + "7")  # fmt: skip
WORSE = (
    "-3",
    "-0",
    "12k",
    "NaN",
    "1e309",
    "5%",
    '"1,23,456"',
    "=1+1",
    "@x",
    "+5",
    '"12"',
    "٣",
    "1.0",
)
IDS = ("a", "ann", "आशा", "😀", "=HYPERLINK(1)", " a", "b ", "", '"q,r"', '"say ""hi"""', "x" * 101,
       "é" * 60, "tab\there", "nb\u00a0sp", "\u200b", '"a\nb"', '"a\r\nb"', '"é\nb"')  # fmt: skip
PIECES = ('"', '""', ",", "\n", "\r\n", "\r", "\0", "x", "1,b,1,1,1,1", "\n\n", '"c\nd"', "\ufeff",
          HEADER, PLAIN, '"a', 'b"', ";", " ", "\u007f")  # fmt: skip


def grammar(
    layout: Layout = PLACES, delimiter: str = ",", quote: str = '"', latest: date = date.max
) -> RowGrammar:
    return RowGrammar(layout, delimiter, quote, judged, latest)


numbers = st.sampled_from([*COUNTS, *WORSE]) | st.integers(0, 10**10).map(str)
fair = st.integers(1, 1_000_000).map(str)
rows = st.one_of(
    st.just(PLAIN),
    st.tuples(fair, st.sampled_from(IDS), fair, fair, fair, fair).map(",".join),
    st.tuples(numbers, st.sampled_from(IDS), numbers, numbers, numbers, numbers).map(",".join),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.sampled_from([PLAIN + piece for piece in PIECES]),
    st.sampled_from([f"{PLAIN},{one}" for one in ('"line\none"', '"x', 'y"', '""', "plain")]),
)
lines = st.tuples(rows, st.sampled_from(("\n", "\n", "\n", "\r\n", "\r", ""))).map("".join)
texts = st.lists(lines, max_size=12).map("".join)
blocks = texts.map(str.encode) | st.tuples(
    texts.map(str.encode),
    st.sampled_from((b"\xff", b"\xc3", b"1,\xe9,1,1,1,1\n")),
    texts.map(str.encode),
).map(b"".join)


def csv(*lines: str, header: str = HEADER) -> bytes:
    return "".join(f"{line}\n" for line in (header, *lines)).encode()
