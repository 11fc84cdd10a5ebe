"""What a consumer takes over from another of its group goes on where that one stopped."""

from pathlib import Path

from sqlalchemy import update

from adapters.database.sql import open_database
from adapters.messaging.database_log import DatabaseEventLog
from adapters.messaging.tables import event_checkpoints
from support.databases import fresh_sqlite
from support.event_logs import TOPIC, numbered


def test_what_another_did_beyond_our_frontier_does_not_come_again(tmp_path: Path) -> None:
    database = open_database(fresh_sqlite(tmp_path))
    log, records = DatabaseEventLog(database), numbered("k", 3)
    with log.subscribe("readers", [TOPIC]) as ours:
        assert ours.poll(5) == []  # its frontier is before them
        log.append(records)
        with database.writing() as connection:  # as another member did, which is gone now
            connection.execute(update(event_checkpoints).values(position=2))
            connection.commit()
        ours.held = {*list(ours.held)[:1]}  # with none left it would begin anew
        ours.membership.look(())

        assert ours.poll(5) == records[2:]
    database.engine.dispose()
