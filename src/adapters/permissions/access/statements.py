"""The check and its kin in SQL, the same for SQLite and PostgreSQL.

They are written out and handed to the driver: building and compiling them anew would take many
times as long as running them. `:name` marks what is given.
"""

# ruff: noqa: S608 - only the parts below are put together; what is given is bound by the driver

from domain.principal import Kind

VERSION = "SELECT access_version FROM organisations WHERE id = :organisation"

ALIVE = """
g.organisation_id = :organisation AND (g.expires_at IS NULL OR g.expires_at > :now)
AND (p.open OR (g.level = 4 AND g.scope_id = :organisation))"""
"""A grant `g` that counts for what stands at the end of the path `p`."""

BY_LINK = f"""{ALIVE} AND g.reason = 'link'"""
"""The same for a guest, to whom nothing counts but what their link gives."""

ACTIVE = """
EXISTS (SELECT 1 FROM memberships m WHERE m.organisation_id = :organisation
    AND m.person_id = :who AND m.state = 'active')"""

GROUPS = """
SELECT :organisation AS id
UNION ALL SELECT d.ancestor FROM grants r
    JOIN scopes s ON s.id = r.scope_id AND s.kind = 'department'
        AND s.organisation_id = :organisation
    JOIN scope_paths d ON d.descendant = r.scope_id
    WHERE r.subject_id = :who AND r.reason = 'role'"""
"""What a member belongs to: the organisation, and their departments. A role is of the organisation
that its scope is of, which is asked of the scope: so the role is read from its index alone.
"""

PERSON = f"""
WITH subjects(id) AS (
    SELECT id FROM ({GROUPS} UNION ALL SELECT :who) everybody WHERE {ACTIVE}
)"""
"""Whom an active member counts as: themselves, the organisation, and their departments."""

GUEST = "WITH subjects(id) AS (SELECT :who)"


def listing(statement: str) -> dict[Kind, str]:
    """Return the statement for each kind of asker, with whom they count as before it."""
    guests = statement.replace(ALIVE, BY_LINK)
    return {Kind.PERSON: PERSON + statement, Kind.GUEST: GUEST + guests}


OWN = "g.scope_id = p.ancestor AND g.subject_id = :who"
GROUP = """g.scope_id = p.ancestor
    AND g.subject_kind IN ('department', 'organisation') AND {plain}g.subject_id {subjects}"""
"""Two ways from a scope to the grants on it that name somebody: by their own id, and among the few
that name a group, which have an index to themselves.
"""

BELONGING = """
(g.subject_id = :organisation OR EXISTS (
    SELECT 1 FROM grants r {then} scope_paths d
        ON d.descendant = r.scope_id AND d.ancestor = g.subject_id
    {then} scopes s ON s.id = r.scope_id
    WHERE r.subject_id = :who AND r.reason = 'role'
    AND s.kind = 'department' AND s.organisation_id = :organisation))"""
"""Whether a member belongs to the group that the grant `g` names. For one scope few grants do, so
that to ask for each of them is quicker than to find all groups first.
"""

PERSON_LEVEL = f"""
SELECT max(level) FROM (
    SELECT g.level FROM scope_paths p JOIN grants g ON {OWN}
    WHERE p.descendant = :id AND {ALIVE}
    UNION ALL
    SELECT g.level FROM scope_paths p JOIN grants g ON g.scope_id = p.ancestor
        AND g.subject_kind IN ('department', 'organisation')
    WHERE p.descendant = :id AND {ALIVE} AND {BELONGING}
) found WHERE {ACTIVE}"""

GUEST_LEVEL = f"""
SELECT max(g.level) FROM scope_paths p JOIN grants g ON {OWN}
WHERE p.descendant = :id AND {BY_LINK}"""

PERSON_LEVELS = f"""
WITH subjects(id) AS ({GROUPS}) SELECT descendant, max(level) FROM (
    SELECT p.descendant, g.level FROM ({{ids}}) i {{then}} scope_paths p ON p.descendant = i.id
    {{then}} grants g ON {OWN} WHERE {ALIVE}
    UNION ALL
    SELECT p.descendant, g.level FROM ({{ids}}) i {{then}} scope_paths p ON p.descendant = i.id
    {{then}} grants g ON {GROUP} WHERE {ALIVE}
) found WHERE {ACTIVE} GROUP BY descendant"""

GUEST_LEVELS = f"""
SELECT p.descendant, max(g.level) FROM ({{ids}}) i {{then}} scope_paths p ON p.descendant = i.id
{{then}} grants g ON {OWN} WHERE {BY_LINK} GROUP BY p.descendant"""

REACH = listing(f"""
SELECT count(*) FROM (
    SELECT 1 AS one FROM grants g JOIN scope_paths p ON p.ancestor = g.scope_id
    WHERE g.subject_id {{subjects}} AND {ALIVE} LIMIT :most
) t""")
"""How much may be visible, counted up to a limit."""

FEW = listing(f"""
SELECT DISTINCT p.descendant FROM grants g JOIN scope_paths p ON p.ancestor = g.scope_id
JOIN scopes s ON s.id = p.descendant
WHERE g.subject_id {{subjects}} AND s.kind = :kind AND g.level >= :level
AND p.descendant < :after AND {ALIVE}
ORDER BY p.descendant DESC LIMIT :limit""")
"""From the grants down to what they open: good while that is little."""

MANY = listing(f"""
SELECT s.id FROM scopes s
WHERE s.organisation_id = :organisation AND s.kind = :kind AND s.id < :after
AND EXISTS (SELECT 1 FROM subjects) AND (
    EXISTS (
        SELECT 1 FROM scope_paths p JOIN grants g ON {OWN}
        WHERE p.descendant = s.id AND g.level >= :level AND {ALIVE}
    ) OR EXISTS (
        SELECT 1 FROM scope_paths p JOIN grants g ON {GROUP}
        WHERE p.descendant = s.id AND g.level >= :level AND {ALIVE}
    )
)
ORDER BY s.id DESC LIMIT :limit""")
"""From the newest thing on, each checked: good while most of them are visible."""

HIDDEN = """
SELECT 1 FROM scopes WHERE organisation_id = :organisation AND kind IN (:kind, 'folder')
AND NOT inherits LIMIT 1"""
"""Whether anything of this kind may be cut off from what is given at the root."""

WHO = f"""
WITH reaching AS (
    SELECT g.id, g.subject_kind, g.subject_id, g.level, p.distance,
        CASE WHEN g.reason IN ('role', 'owner') THEN 0 ELSE 1 END AS passing
    FROM scope_paths p JOIN grants g ON g.scope_id = p.ancestor
    WHERE p.descendant = :id AND {ALIVE}
), held AS (
    SELECT m.person_id AS id, r.id AS grant_id, r.level, r.passing, r.distance FROM reaching r
        JOIN memberships m ON m.person_id = r.subject_id
        WHERE r.subject_kind = 'person' AND m.organisation_id = :organisation
        AND m.state = 'active'
    UNION ALL
    SELECT m.person_id, r.id, r.level, r.passing, r.distance FROM reaching r
        JOIN memberships m ON m.organisation_id = :organisation AND m.state = 'active'
        WHERE r.subject_kind = 'organisation'
    UNION ALL
    SELECT m.person_id, r.id, r.level, r.passing, r.distance FROM reaching r
        JOIN scope_paths d ON d.ancestor = r.subject_id
        JOIN scopes s ON s.id = d.descendant AND s.kind = 'department'
        JOIN grants b ON b.scope_id = s.id AND b.reason = 'role'
        JOIN memberships m ON m.organisation_id = :organisation
            AND m.person_id = b.subject_id AND m.state = 'active'
        WHERE r.subject_kind = 'department'
    UNION ALL
    SELECT r.subject_id, r.id, r.level, r.passing, r.distance FROM reaching r
        WHERE r.subject_kind = 'link'
), ranked AS (
    SELECT id, grant_id, row_number() OVER (
        PARTITION BY id ORDER BY level DESC, passing, distance, grant_id
    ) AS place FROM held WHERE id > :after
)
SELECT id, grant_id FROM ranked WHERE place = 1 ORDER BY id LIMIT :limit"""
