"""What hangs on a person, in a relational database."""

from sqlalchemy import Connection, select

from adapters.permissions.access.sql_grants import SqlGrantRepository
from adapters.permissions.access.tables import grants, organisations
from application.service import service
from domain.access import Level
from domain.ids import OrganisationId, UserId


@service
class SqlDuties:
    connection: Connection

    def alone(self, person_id: UserId) -> int:
        administered = (
            select(organisations.c.id)
            .join(grants, grants.c.scope_id == organisations.c.id)
            .where(grants.c.subject_id == person_id, grants.c.level == int(Level.ADMINISTER))
            .order_by(organisations.c.id)
            .with_for_update(of=organisations)
        )
        held = [OrganisationId(one) for one in self.connection.scalars(administered)]
        every = (SqlGrantRepository(self.connection).admins(one) for one in held)
        return sum(one == {person_id} for one in every)
