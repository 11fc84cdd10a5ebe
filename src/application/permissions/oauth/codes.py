"""What an authorization code looks like: derived like every token, so that no table holds it."""

from dataclasses import dataclass
from uuid import UUID

from domain.permissions.oauth.code import CodeId
from domain.permissions.people.root_secret import DerivedTokens, RootSecret

ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class CodeTokens:
    secret: RootSecret

    def token(self, id: CodeId) -> str:
        return self._made.token(id.bytes)

    def read(self, token: str) -> CodeId | None:
        """Return which code it is; None for what we did not make."""
        body = self._made.body(token, ID_BYTES)
        return None if body is None else CodeId(UUID(bytes=body))

    @property
    def _made(self) -> DerivedTokens:
        return DerivedTokens(self.secret, "authorization code", "pac_")
