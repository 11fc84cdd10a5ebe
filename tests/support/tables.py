"""Small files of customers, interactions and products, day first, as people hand them in."""

from collections.abc import Sequence

CUSTOMERS = "Customer_Id,Occupation,Type\n1,Pilot,Red\n2,Baker,Blue\n3,,\n12,Diver,Red\n"
PRODUCTS = "date,product\n10-2019,Salt\n02-2020,Salt\n03-2020,Rope\n11-2020,Rope\n"
HEADER = "date_start,interaction,customers,topic,sentiment"
INTERACTIONS = (
    f"\ufeff{HEADER}\n"
    "04/10/2019 09:00,Email,1,Knots,Negative\n"
    "11/02/2020 16:10,Call,2,Tides,Positive\n"
    "11/02/2020 16:24,Call,99,Tides,Positive\n"
    "17/02/2020 18:24,Chatbot,1,Knots,Neutral\n"
    "05/03/2020 11:30,Bird,12in,Tides,Positive\n"
    "16/01/2020 09:15,Bird,12,Tides,Negative\n"
)
AS_MEANT = {"id:12in": "12"}


def interactions(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def row(at: str, customers: str = "1", channel: str = "Email") -> str:
    return f'{at},{channel},"{customers}",Knots,Neutral'


def csv_of(rows: Sequence[str]) -> bytes:
    return "\n".join(rows).encode()
