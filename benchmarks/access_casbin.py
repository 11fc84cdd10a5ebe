"""The same questions to pycasbin, by its documented model of roles with domains."""

from importlib.util import find_spec
from random import Random
from statistics import median
from time import thread_time
from typing import Any
from uuid import UUID

from adapters.database.sql import SqlDatabase
from adapters.permissions.access.sql_reader import SqlAccessReader
from benchmarks.access_world import MANAGE, NOW, ORGANISATION, LargeWorld, Row, Size, fill
from benchmarks.figures import Figure, skipped

NAME, BAR = "access beside pycasbin", 500
ASKED, ROUNDS, REPEATED = 40, 5, 50
MODEL = """
[request_definition]
r = sub, dom, obj, act

[policy_definition]
p = sub, dom, obj, act

[role_definition]
g = _, _, _

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = g(r.sub, p.sub, r.dom) && r.dom == p.dom && r.obj == p.obj && r.act == p.act
"""
"""https://casbin.org/docs/rbac-with-domains"""
WORLD = Size(chains=20, depth=1, people=500, things=2_000, grants=18_500)
Asked = tuple[str, str]


def beside_casbin(database: SqlDatabase) -> Figure:
    """Ask both in turns whether somebody may manage a thing: by any of the four reasons.

    The model knows no tree, so a manager's role on a department is a rule for each thing in it.
    """
    if not find_spec("casbin"):
        return skipped(NAME, "pycasbin is not installed")
    world = LargeWorld(WORLD)
    rules, groups = _rules(world, list(LargeWorld(WORLD).grants()))
    fill(database, LargeWorld(WORLD))
    asked = _questions(world, rules)
    enforcer, reader = _enforcer(rules, groups), SqlAccessReader(database)
    rounds = [(_theirs(enforcer, asked), _ours(reader, world, asked)) for _ in range(ROUNDS)]
    (theirs, _), (ours, _) = rounds[-1]
    theirs_ms, ours_ms = (median(one[side][1] for one in rounds) for side in (0, 1))
    ratio = median(them / us for (_, them), (_, us) in rounds)
    different = sum(a != b for a, b in zip(ours, theirs, strict=True))
    return Figure(
        name=NAME,
        says=f"{len(rules) + len(groups):,} rules: {theirs_ms:.1f} and {ours_ms:.3f} ms a check, "
        f"{ratio:.0f} times; {sum(ours)} of {ASKED} allowed, {different} decided differently",
        bar=f">= {BAR} times, 0 different",
        passed=ratio >= BAR and not different,
        numbers={"ratio": ratio, "theirs_ms": theirs_ms, "ours_ms": ours_ms},
    )


def _rules(world: LargeWorld, grants: list[Row]) -> tuple[list[Asked], list[Asked]]:
    """Return who may manage what, and who belongs to which group."""
    rules: list[Asked] = []
    groups: list[Asked] = []
    for _, _, scope, _, subject, level, reason, *_ in grants:
        if reason == "role":
            groups.append((subject, scope))
            groups += [(subject, f"manager of {scope}")] if level == MANAGE else []
        elif level == MANAGE:
            rules.append((subject, scope))
    rules += [(f"manager of {way[-1]}", thing) for thing, way in world.things]
    return rules, groups


def _questions(world: LargeWorld, rules: list[Asked]) -> list[Asked]:
    """Ask half about what is likely, half about anything; the admin of it all is not asked."""
    random, people = Random(3), world.people[1:]
    named = set(people)
    likely = [one for one in random.sample(rules, ASKED) if one[0] in named][: ASKED // 2]
    others = ASKED - len(likely)
    anything = [(random.choice(people), random.choice(world.things)[0]) for _ in range(others)]
    return [*likely, *anything]


def _enforcer(rules: list[Asked], groups: list[Asked]) -> Any:
    import casbin

    model = casbin.Model()
    model.load_model_from_text(MODEL)
    enforcer = casbin.Enforcer(model)
    enforcer.add_policies([[who, ORGANISATION, what, "manage"] for who, what in rules])
    enforcer.add_grouping_policies([[who, group, ORGANISATION] for who, group in groups])
    return enforcer


def _theirs(enforcer: Any, asked: list[Asked]) -> tuple[list[bool], float]:
    began = thread_time()
    found = [bool(enforcer.enforce(who, ORGANISATION, what, "manage")) for who, what in asked]
    return found, 1000 * (thread_time() - began) / len(asked)


def _ours(
    reader: SqlAccessReader, world: LargeWorld, asked: list[Asked]
) -> tuple[list[bool], float]:
    """Ask many times over: one round is too short to measure."""
    questions = [(world.principal(who), UUID(what)) for who, what in asked]
    found: list[bool] = []
    began = thread_time()
    for _ in range(REPEATED):
        found = [(reader.level(*one, now=NOW) or 0) >= MANAGE for one in questions]
    return found, 1000 * (thread_time() - began) / len(asked) / REPEATED
