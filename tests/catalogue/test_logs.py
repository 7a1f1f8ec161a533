"""Log types and what fills them."""

from __future__ import annotations

from aurora.catalogue import engines, logs, parameters


def test_logs_bring_the_parameters_that_fill_them():
    mysql = logs.log_types("aurora-mysql")
    assert set(mysql) == {
        "audit",
        "error",
        "general",
        "slowquery",
        "instance",
        "iam-db-auth-error",
    }
    assert mysql["audit"].parameters["server_audit_logging"] == "1"
    assert mysql["slowquery"].parameters["slow_query_log"] == "1"
    assert logs.default_exports("aurora-postgresql") == ("postgresql",)
    assert logs.log_group("c", "audit") == "/aws/rds/cluster/c/audit"
    for engine in engines.ENGINES:
        for log in logs.log_types(engine).values():
            assert set(log.parameters) <= set(parameters.parameters(engine))
