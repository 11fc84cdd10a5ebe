"""Whether a sentence says only what a record holds."""

from domain.insights.checking.check import doubts
from domain.insights.checking.doubt import Doubt, Kind
from domain.insights.checking.facts import Facts

__all__ = ["Doubt", "Facts", "Kind", "doubts"]
