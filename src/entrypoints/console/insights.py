"""The pages of insights; their scripts ask the API for all that they show."""

from flask import Blueprint, Response

from domain.insights.columns import KNOWN
from entrypoints.console.areas import Area
from entrypoints.http.use import use
from entrypoints.settings import Settings

INSIGHTS = Area(
    "Insights",
    (
        ("/insights", "Imports"),
        ("/insights/customers", "Customers"),
        ("/insights/products", "Products"),
    ),
    ("progress", "insights/insights"),
)

blueprint = Blueprint("insights-pages", __name__, url_prefix="/insights")


@blueprint.get("")
def imports() -> Response:
    """Show imports: a file handed in, what it leaves open, and what became of others."""
    most = use(Settings).upload_bytes
    return INSIGHTS.page("insights.html", "insights/page.js", most_bytes=most, kinds=KNOWN)


@blueprint.get("/customers")
def customers() -> Response:
    """Show what is on record of one customer, and what to write to them."""
    return INSIGHTS.page("insights_customers.html", "insights/customers.js", "insights/customer")


@blueprint.get("/products")
def products() -> Response:
    """Show the product matrix."""
    return INSIGHTS.page("insights_products.html", "insights/products.js", "insights/matrix")
