"""Compressed bodies: whole, broken, nested, and made to burst."""

import gzip
import random
import tracemalloc
import zlib
from collections.abc import Callable, Mapping

import pytest
from backports import zstd

from adapters.events.formats.compression import expanded
from adapters.events.formats.limits import LARGEST_BODY, LARGEST_EXPANDED, MEGABYTE, MOST_MEMBERS
from domain.events.errors import (
    BodyTooLarge,
    EmptyBody,
    EncodingUnsupported,
    ExpandsTooFar,
    MalformedCompression,
    MalformedJson,
)
from support.effort import assert_cheaper
from support.event_bodies import code_of, codes, event, told

MEMORY = 40 * MEGABYTE
COMPRESS: Mapping[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "zstd": zstd.compress}
KINDS = pytest.mark.parametrize("kind", COMPRESS)


def noise(size: int) -> bytes:
    return random.Random(5).randbytes(size)


@KINDS
def test_a_compressed_body_is_the_body(kind: str) -> None:
    assert codes(told(COMPRESS[kind](event()), content_encoding=kind)) == ["a"]
    assert codes(told(COMPRESS[kind](event()), content_encoding=f" {kind.upper()} ")) == ["a"]
    assert codes(told(gzip.compress(event()), content_encoding="x-gzip")) == ["a"]


@KINDS
@pytest.mark.parametrize("size", [0, 1, 16_384, 262_144, 262_145, 3_000_000])
def test_bodies_of_any_size_come_back(kind: str, size: int) -> None:
    assert expanded(COMPRESS[kind](noise(size)), kind) == noise(size)


@KINDS
def test_members_that_follow_each_other_are_one_body(kind: str) -> None:
    pieces = [b"[" + event(), b",", b"", event(id="b") + b"]"]

    assert codes(told(b"".join(map(COMPRESS[kind], pieces)), content_encoding=kind)) == ["a", "b"]


@KINDS
def test_a_body_that_is_cut_short_is_malformed(kind: str) -> None:
    whole = COMPRESS[kind](noise(100_000))
    for cut in (1, 5, 12, len(whole) // 2, len(whole) - 4, len(whole) - 1):
        with pytest.raises(MalformedCompression):
            expanded(whole[:cut], kind)


@KINDS
@pytest.mark.parametrize("garbage", [b"\0", b"garbage", b"\x1f\x8b", b"{}"])
def test_garbage_behind_is_malformed(kind: str, garbage: bytes) -> None:
    with pytest.raises(MalformedCompression):
        expanded(COMPRESS[kind](event()) + garbage, kind)


@KINDS
def test_a_flipped_bit_is_malformed(kind: str) -> None:
    whole = bytearray(
        zstd.compress(event(), options={zstd.CompressionParameter.checksum_flag: 1})
        if kind == "zstd"
        else gzip.compress(event())
    )
    whole[-1] ^= 1
    with pytest.raises(MalformedCompression):
        expanded(bytes(whole), kind)


@KINDS
def test_what_is_not_compressed_at_all_is_malformed(kind: str) -> None:
    with pytest.raises(MalformedCompression):
        told(event(), content_encoding=kind)


def test_gzip_is_not_zlib_nor_zstd() -> None:
    for body in (zlib.compress(event()), zstd.compress(event())):
        with pytest.raises(MalformedCompression):
            expanded(body, "gzip")


@KINDS
def test_compressed_twice_under_one_name_is_no_json(kind: str) -> None:
    with pytest.raises(MalformedJson):
        told(COMPRESS[kind](COMPRESS[kind](event())), content_encoding=kind)


@pytest.mark.parametrize("kind", ["deflate", "br", "compress", "gzip, gzip", "gzip,zstd", "x"])
def test_other_encodings_are_not_supported(kind: str) -> None:
    with pytest.raises(EncodingUnsupported):
        told(event(), content_encoding=kind)


@KINDS
def test_nothing_compressed_is_an_empty_body(kind: str) -> None:
    with pytest.raises(EmptyBody):
        told(COMPRESS[kind](b""), content_encoding=kind)
    assert code_of(b"", content_encoding=kind) == "malformed_compression"


@KINDS
def test_a_bomb_stops_at_the_cap_with_little_memory(kind: str) -> None:
    bomb = COMPRESS[kind](bytes(64 * MEGABYTE))

    def tell() -> None:
        with pytest.raises(ExpandsTooFar):
            told(bomb, content_encoding=kind)

    tracemalloc.start()
    tell()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < MEMORY
    assert_cheaper(1, tell)


@KINDS
def test_the_expanded_body_has_a_limit_to_the_byte(kind: str) -> None:
    spread = noise(3 * MEGABYTE) + bytes(LARGEST_EXPANDED - 3 * MEGABYTE)
    assert len(expanded(COMPRESS[kind](spread), kind)) == LARGEST_EXPANDED
    with pytest.raises(ExpandsTooFar):
        expanded(COMPRESS[kind](spread + b"\0"), kind)


@KINDS
def test_up_to_a_megabyte_any_ratio_is_fine(kind: str) -> None:
    assert len(expanded(COMPRESS[kind](b" " * MEGABYTE), kind)) == MEGABYTE
    with pytest.raises(ExpandsTooFar):
        expanded(COMPRESS[kind](b" " * 3 * MEGABYTE), kind)


def test_what_is_sent_has_a_limit_whatever_it_expands_to() -> None:
    with pytest.raises(BodyTooLarge):
        expanded(gzip.compress(noise(LARGEST_BODY), 0), "gzip")


@KINDS
def test_a_swarm_of_empty_members_is_refused_in_time(kind: str) -> None:
    empty = COMPRESS[kind](b"")
    assert expanded(empty * MOST_MEMBERS, kind) == b""
    swarm = empty * (LARGEST_BODY // len(empty))

    def tell() -> None:
        with pytest.raises(ExpandsTooFar):
            expanded(swarm, kind)

    assert_cheaper(2, tell)


def test_a_window_beyond_eight_megabytes_is_refused() -> None:
    wide: Mapping[int, int] = {zstd.CompressionParameter.window_log: 27}
    compressor = zstd.ZstdCompressor(options=wide)
    body = compressor.compress(noise(64)) + compressor.flush()
    with pytest.raises(MalformedCompression):
        expanded(body, "zstd")
