"""Why a file of tables cannot be read."""

from domain.errors import Invalid


class BookUnreadable(Invalid):
    code = "book_unreadable"


class BookEncrypted(BookUnreadable):
    code = "book_encrypted"

    def __init__(self) -> None:
        super().__init__("the file is protected by a password")


class BookTooLarge(BookUnreadable):
    code = "book_too_large"

    def __init__(self, rows: int) -> None:
        super().__init__(f"the file has more than {rows} rows, or rows of endless width")


class BookUnfoldsTooFar(BookUnreadable):
    code = "book_unfolds_too_far"

    def __init__(self, most: int) -> None:
        super().__init__(f"the file unfolds to more than {most} times its size, as bombs do")


class BookTookTooLong(BookUnreadable):
    code = "book_took_too_long"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"reading the file did not come to an end within {seconds} seconds")


class BookNeededTooMuchMemory(BookUnreadable):
    code = "book_needed_too_much_memory"

    def __init__(self) -> None:
        super().__init__("reading the file needs more memory than one file may have")


class WorkbooksNotInstalled(BookUnreadable):
    code = "workbooks_not_installed"

    def __init__(self) -> None:
        super().__init__("workbooks are not read here; run: pip install 'portico[workbooks]'")
