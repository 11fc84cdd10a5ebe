"""Why knowledge said no."""

from collections.abc import Iterable

from domain.errors import Conflict, Expired, Invalid, NotFound
from domain.ids import DocumentId


class FolderNotFound(NotFound):
    code = "folder_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such folder or department")


class DocumentNotFound(NotFound):
    code = "document_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such document")


class PageNotFound(NotFound):
    code = "page_not_found"

    def __init__(self, number: int) -> None:
        super().__init__(f"this document has no page {number}")


class VersionNotFound(NotFound):
    code = "version_not_found"

    def __init__(self, version: int) -> None:
        super().__init__(f"this document never showed a version {version}")


class VersionReplaced(Expired):
    code = "version_replaced"

    def __init__(self, version: int, shown: int) -> None:
        super().__init__(f"version {version} was replaced; the document is at version {shown} now")


class DocumentEmpty(Invalid):
    code = "document_empty"

    def __init__(self) -> None:
        super().__init__("the document has no content")


class MediaTypeUnsupported(Invalid):
    code = "media_type_unsupported"

    def __init__(self, given: str) -> None:
        super().__init__(f"send a PDF, Word, HTML, plain text, Markdown or CSV file, not {given}")


class DocumentsUnknown(Invalid):
    code = "documents_unknown"

    def __init__(self, unknown: Iterable[DocumentId]) -> None:
        self.unknown = tuple(sorted(unknown))
        super().__init__(f"no such documents: {', '.join(str(one) for one in self.unknown)}")


class QueryEmpty(Invalid):
    code = "query_empty"

    def __init__(self) -> None:
        super().__init__("the query has no words to look for")


class DocumentAlreadyHeld(Conflict):
    """`standing` may be hidden from who hands the bytes in: nobody is told of these."""

    code = "document_already_held"

    def __init__(self, standing: Iterable[DocumentId] = ()) -> None:
        self.standing = frozenset(standing)
        super().__init__("the same bytes are already held as a document")


class DocumentGone(Conflict):
    code = "document_gone"

    def __init__(self) -> None:
        super().__init__("the document was deleted while it was being read")


class DocumentChanged(Conflict):
    code = "document_changed"

    def __init__(self, revision: int) -> None:
        super().__init__(f"somebody changed it first; it is now at revision {revision}")


class DocumentNotFailed(Conflict):
    code = "document_not_failed"

    def __init__(self) -> None:
        super().__init__("there is nothing to try again: reading it did not fail")


class VersionOutdated(Conflict):
    code = "version_outdated"

    def __init__(self) -> None:
        super().__init__("this version is not the one that is being read any more")


class Unreadable(Invalid):
    """The file can never be read; `code` tells why, in the document's `failure`."""

    code = "unreadable"


class Encrypted(Unreadable):
    code = "encrypted"

    def __init__(self) -> None:
        super().__init__("the file is protected by a password")


class NoText(Unreadable):
    code = "no_text"

    def __init__(self) -> None:
        super().__init__("the file holds no text, perhaps only pictures of it")


class TooManyPages(Unreadable):
    code = "too_many_pages"

    def __init__(self, most: int) -> None:
        super().__init__(f"the file has more than {most} pages, the most that are read")


class TooLargeWhenRead(Unreadable):
    code = "too_large_when_read"

    def __init__(self, most: int) -> None:
        super().__init__(f"the file holds more than {most} characters, the most that is taken in")


class UnfoldsTooFar(Unreadable):
    code = "unfolds_too_far"

    def __init__(self, most: int) -> None:
        super().__init__(f"the file unfolds to more than {most} times its size, as bombs do")


class TookTooLong(Unreadable):
    code = "took_too_long"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"reading the file did not come to an end within {seconds} seconds")


class NeededTooMuchMemory(Unreadable):
    code = "needed_too_much_memory"

    def __init__(self) -> None:
        super().__init__("reading the file needs more memory than one file may have")


class GivenUp(Unreadable):
    code = "given_up"

    def __init__(self, attempts: int) -> None:
        super().__init__(f"reading the file was tried {attempts} times and never came to an end")


class WrongVectorLength(Invalid):
    code = "vector_length"

    def __init__(self, length: int, expected: int) -> None:
        super().__init__(f"the vector has {length} numbers, this index holds vectors of {expected}")


class VectorNotFinite(Invalid):
    code = "vector_not_finite"

    def __init__(self) -> None:
        super().__init__("a vector holds a number that is infinite or not a number")
