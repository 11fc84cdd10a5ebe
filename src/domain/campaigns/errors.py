"""How campaigns say no."""

from domain.errors import Conflict, Invalid, NotFound


class PerformanceFileNotFound(NotFound):
    code = "performance_file_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such performance file")


class QuarantinedRowNotFound(NotFound):
    code = "quarantined_row_not_found"

    def __init__(self) -> None:
        super().__init__("no such row of this file is in quarantine")


class RowMended(Conflict):
    code = "row_mended"

    def __init__(self) -> None:
        super().__init__("this row was mended and published already")


class FileNotPublished(Conflict):
    code = "file_not_published"

    def __init__(self) -> None:
        super().__init__("rows are mended in a file that is published")


class NothingToWithdraw(Conflict):
    code = "nothing_to_withdraw"

    def __init__(self) -> None:
        super().__init__("this file failed: none of its rows counts, and it may be sent again")


class FileChanged(Conflict):
    code = "performance_file_changed"

    def __init__(self) -> None:
        super().__init__("the file has changed since the version that was seen")


class FileHeld(Conflict):
    """The organisation has these bytes; whoever finds out shows them that file."""

    code = "performance_file_held"


class FileEmpty(Invalid):
    code = "file_empty"

    def __init__(self) -> None:
        super().__init__("the file has no bytes")


class FileCutOff(Invalid):
    code = "file_cut_off"

    def __init__(self) -> None:
        super().__init__("the file ends within a character: it has an odd number of bytes")


class FileCompressed(Invalid):
    code = "file_compressed"

    def __init__(self) -> None:
        super().__init__("this is a compressed file or a workbook: send the CSV itself")


class RulesUnknown(Invalid):
    code = "rules_unknown"

    def __init__(self, known: tuple[int, ...]) -> None:
        super().__init__(f"there are no rules of this version: {', '.join(map(str, known))}")


class BudgetMalformed(Invalid):
    code = "max_errors_malformed"

    def __init__(self) -> None:
        super().__init__("max_errors is a number of rows, such as 100, or a part of them: 0.5%")


class DialectMalformed(Invalid):
    code = "dialect_malformed"


class DialectUnclear(Invalid):
    """The bytes do not prove how they are to be read; the sentence says what to declare."""

    code = "dialect_unclear"


class FileUnsteady(Invalid):
    code = "file_changed_while_read"

    def __init__(self) -> None:
        super().__init__("the file changed while it was read: send it when nobody writes to it")


class DayNotOfThis(Invalid):
    code = "day_not_of_this_file"

    def __init__(self) -> None:
        super().__init__("rows of this file tell no days: leave the date out")


class ColumnsRepeated(Invalid):
    code = "columns_repeated"

    def __init__(self, name: str) -> None:
        super().__init__(f"two columns of the header mean {name}")
