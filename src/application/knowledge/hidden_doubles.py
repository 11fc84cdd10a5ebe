"""Bytes may stand in documents that are hidden from who hands them in: these say nothing."""

from collections.abc import Callable, Collection

from application.access.ports import Access
from application.service import service
from domain.ids import DocumentId
from domain.knowledge.document import Document
from domain.knowledge.errors import DocumentAlreadyHeld
from domain.principal import Principal


@service
class HiddenDoubles:
    access: Access

    def passed_over(
        self, by: Principal, keep: Callable[[Collection[DocumentId]], Document]
    ) -> Document:
        """Keep a document beside those that are hidden from `by`, and return what `keep` does.

        `keep` is a whole transaction, called with what it may stand beside; it is called again
        when hidden ones were in its way. Raises DocumentAlreadyHeld for those that are not.
        """
        hidden: frozenset[DocumentId] = frozenset()
        while True:
            try:
                return keep(hidden)
            except DocumentAlreadyHeld as error:
                met = error.standing - hidden
                if not met or self.access.levels(by, met):
                    raise DocumentAlreadyHeld from error
                hidden |= met
