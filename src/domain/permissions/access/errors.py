"""Why a change of who may do what is refused."""

from collections.abc import Sequence
from uuid import UUID

from domain.errors import Conflict, Forbidden, Invalid, NotFound


class OrganisationNotFound(NotFound):
    code = "organisation_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such organisation")


class ScopeNotFound(NotFound):
    code = "resource_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such resource")


class DepartmentNotFound(ScopeNotFound):
    code = "department_not_found"

    def __init__(self) -> None:
        NotFound.__init__(self, "there is no such department")


class MemberNotFound(NotFound):
    code = "member_not_found"

    def __init__(self) -> None:
        super().__init__("the organisation has no such member")


class GrantNotFound(NotFound):
    code = "grant_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such grant")


class InvitationNotFound(NotFound):
    """One answer to whatever is wrong with an invitation, so that nothing can be told from it."""

    code = "invitation_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such invitation for you, or it is over")


class OutlivesShare(Forbidden):
    code = "outlives_share"

    def __init__(self) -> None:
        super().__init__("you hold this through a share, and may not pass it on for longer")


class OnlyShared(Forbidden):
    code = "only_shared"

    def __init__(self) -> None:
        super().__init__("you hold this through a share: that lets you share it, and not do this")


class LastAdmin(Conflict):
    code = "last_admin"

    def __init__(self) -> None:
        super().__init__("an organisation keeps one active admin: make somebody else admin first")


class WouldCycle(Conflict):
    """`path` leads from what is moved down to where it was to go."""

    code = "would_cycle"

    def __init__(self, path: Sequence[UUID]) -> None:
        self.path = tuple(path)
        super().__init__("nothing can be moved beneath itself")


class TooDeep(Conflict):
    code = "too_deep"

    def __init__(self, kind: str, most: int) -> None:
        super().__init__(f"a {kind} would stand more than {most} levels deep")


class NotEmpty(Conflict):
    code = "not_empty"

    def __init__(self, kind: str) -> None:
        super().__init__(f"the {kind} is not empty: move or delete what stands in it first")


class ScopeChanged(Conflict):
    code = "resource_changed"

    def __init__(self, version: int) -> None:
        super().__init__(f"it was changed meanwhile: it is at version {version} now")


class IdTaken(Conflict):
    code = "id_taken"

    def __init__(self) -> None:
        super().__init__("the id already names something else")


class AlreadyMember(Conflict):
    code = "already_member"

    def __init__(self) -> None:
        super().__init__("the person is a member already")


class AlreadyShared(Conflict):
    code = "already_shared"

    def __init__(self) -> None:
        super().__init__("it is shared with them already: change that grant")


class SharedWithOneself(Conflict):
    code = "shared_with_oneself"

    def __init__(self) -> None:
        super().__init__("nobody shares with themselves")


class SharedWithOwner(Conflict):
    code = "shared_with_owner"

    def __init__(self) -> None:
        super().__init__("it is theirs")


class NotAShare(Conflict):
    code = "not_a_share"

    def __init__(self) -> None:
        super().__init__("this comes with a role or with ownership, and not with a share")


class NotAFolder(Conflict):
    code = "not_a_folder"

    def __init__(self, kind: str) -> None:
        super().__init__(f"only folders are named and deleted here, and this is a {kind}")


class TooManyInvitations(Conflict):
    code = "too_many_invitations"

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} invitations to this address are open: withdraw one first")


class StaleSnapshot(Conflict):
    """The reader asks for a newer state than there is."""

    code = "stale_snapshot"

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(f"access is at version {version}, and a later one was asked for")


class SubjectUnknown(Invalid):
    code = "subject_unknown"

    def __init__(self) -> None:
        super().__init__("share with a member, a department or the whole of this organisation")


class LevelUnshareable(Invalid):
    code = "level_unshareable"

    def __init__(self) -> None:
        super().__init__("a share lets view, edit or manage")


class ScopeUnshareable(Invalid):
    code = "resource_unshareable"

    def __init__(self) -> None:
        super().__init__("an organisation is not shared: give roles in it")


class ExpiryPast(Invalid):
    code = "expiry_past"

    def __init__(self) -> None:
        super().__init__("the grant would have ended before it began")


class NameInvalid(Invalid):
    code = "name_invalid"

    def __init__(self, longest: int) -> None:
        super().__init__(f"a name has 1 to {longest} characters")


class CannotHold(Invalid):
    """`kind` cannot stand there."""

    code = "cannot_hold"

    def __init__(self, kind: str, under: str) -> None:
        super().__init__(f"a {kind} cannot stand in a {under}")


class ActionUnknown(Invalid):
    code = "action_unknown"

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(f"the actions are {', '.join(known)}")


class TooManyAtOnce(Invalid):
    code = "too_many_at_once"

    def __init__(self, most: int) -> None:
        super().__init__(f"ask for at most {most} at once")


class OrganisationUnnamed(Invalid):
    """Somebody of several organisations, or of none, did not say which one they act for."""

    code = "organisation_unnamed"

    def __init__(self, count: int) -> None:
        several = "name one of yours in the header Portico-Organisation"
        super().__init__(several if count else "you belong to no organisation: found one first")
