"""Names that AWS takes."""

from __future__ import annotations

from aurora.catalogue import engines, names


def test_names_are_reserved_by_engine():
    mysql, postgres = map(names.engine_names, engines.ENGINES)
    assert not mysql.reserves_user("admin")
    assert postgres.reserves_user("ADMIN")
    assert postgres.reserves_user("pg_dba")
    assert mysql.reserves_user("rdsadmin")
    assert not postgres.reserves_user("postgres")
    taken = [
        name for name in ("a", "a-b", "A", "1a", "a--b", "a-", "") if names.IDENTIFIER.match(name)
    ]
    assert taken == ["a", "a-b"]
