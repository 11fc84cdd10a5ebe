"""The files that the brief came with, where somebody has them."""

from io import BytesIO
from typing import Any

import pytest

from entrypoints.testing import Portico
from support.real_data import real_data

NAMES = ("customer.csv", "product.csv", "customer_interactions.csv")


@pytest.mark.data
def test_the_numbers_are_those_of_the_cleaned_tables() -> None:
    portico = Portico.start()
    told = [_sent(portico, name) for name in NAMES]
    assert [(one["state"], one["loaded"]) for one in told] == [
        ("applied", 13), ("applied", 34), ("applied", 20),
    ]  # fmt: skip
    counted = portico.client.get("/api/v1/product-interactions?group_by=customer_type").get_json()
    assert counted["matrix"] == {
        "Blue": {"Orange": 1, "Sand": 4},
        "Orange": {"Sand": 7},
        "Red": {"Sand": 8},
    }
    assert (counted["unattributed"], counted["total"]) == (0, 20)
    where = f"/api/v1/imports/{told[2]['id']}"
    order = portico.client.get(f"{where}/decisions").get_json()["items"][0]
    assert (order["key"], order["choice"], order["cells"]) == ("date_order", "day_first", 18)
    changes = portico.client.get(f"{where}/changes?limit=100").get_json()["items"]
    dates = {one["row"]: one for one in changes if one["column"] == "date_start"}
    assert len(dates) == 20
    assert {one["rule"] for one in dates.values()} == {"date.day_first"}
    assert dates[10]["after"] == "2020-02-17T18:24:00Z"


def _sent(portico: Portico, name: str) -> Any:
    form = {"file": (BytesIO(real_data("customers", name).read_bytes()), name)}
    chosen = {"decisions": '{"id:12in": "12"}'} if "interactions" in name else {}
    return portico.client.post("/api/v1/imports", data={**form, **chosen}).get_json()
