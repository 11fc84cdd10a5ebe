"""Files of trades: CSV with the digits as they came, Parquet with exact decimals."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

import click

from domain.ticks.amounts import DECIMALS
from domain.ticks.trade import Trade

COLUMNS = (
    "id",
    "time_us",
    "price",
    "quantity",
    "first_trade_id",
    "last_trade_id",
    "buyer_is_maker",
    "received_us",
)
WITHOUT_PARQUET = "Parquet takes one more package: pip install 'portico[parquet]'"


def write_csv(pages: Iterable[Sequence[Trade]], path: Path) -> int:
    """Write trades as RFC 4180, amounts as they came and times in microseconds; count them."""
    count = 0
    with _whole(path) as partial, partial.open("w", encoding="utf-8", newline="") as file:
        rows = _writer(file)
        for page in pages:
            rows.writerows(_cells(trade) for trade in page)
            count += len(page)
    return count


def write_parquet(pages: Iterable[Sequence[Trade]], path: Path) -> int:
    """Write trades with decimals of eight places and UTC timestamps in microseconds; count them."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise click.ClickException(WITHOUT_PARQUET) from None
    count, schema = 0, _schema(arrow)
    with _whole(path) as partial, parquet.ParquetWriter(partial, schema) as file:
        for page in pages:
            file.write_table(_table(arrow, schema, page))
            count += len(page)
    return count


FORMATS = {"csv": write_csv, "parquet": write_parquet}


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give a name beside the file, which takes its own once it is whole; raises OSError.

    What is there and is no file, such as /dev/stdout or a pipe, is written to as it is.
    """
    if path.exists() and not path.is_file():
        yield path
        return
    path = path.resolve()
    partial = path.with_name(f"{path.name}.partial")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _writer(file: TextIO) -> Any:
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    return rows


def _cells(one: Trade) -> tuple[object, ...]:
    maker = "true" if one.buyer_is_maker else "false"
    ids = (one.first_id, one.last_id)
    return (one.id, one.time, one.told_price, one.told_quantity, *ids, maker, one.received)


def _schema(arrow: Any) -> Any:
    number, moment, amount = arrow.int64(), arrow.timestamp("us", tz="UTC"), arrow.decimal128(19, 8)
    kinds = (number, moment, amount, amount, number, number, arrow.bool_(), moment)
    names = [name.removesuffix("_us") for name in COLUMNS]
    return arrow.schema(list(zip(names, kinds, strict=True)))


def _table(arrow: Any, schema: Any, page: Sequence[Trade]) -> Any:
    ids, times, prices, quantities, firsts, lasts, _, received = zip(*page, strict=True)
    makers = [one.buyer_is_maker for one in page]
    columns = (ids, times, _exact(prices), _exact(quantities), firsts, lasts, makers, received)
    return arrow.table(list(columns), schema=schema)


def _exact(units: Sequence[int]) -> list[Decimal]:
    return [Decimal(one).scaleb(-DECIMALS) for one in units]
