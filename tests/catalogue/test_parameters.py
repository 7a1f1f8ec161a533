"""Cluster parameters."""

from __future__ import annotations

from aurora.catalogue import parameters


def test_parameters_require_tls_and_know_when_they_apply():
    assert parameters.platform_parameters("aurora-mysql")["require_secure_transport"] == "ON"
    assert parameters.platform_parameters("aurora-postgresql")["rds.force_ssl"] == "1"
    assert parameters.tls_parameter("aurora-postgresql").name == "rds.force_ssl"
    assert parameters.apply_method("aurora-mysql", "binlog_format") == "pending-reboot"
    assert parameters.apply_method("aurora-mysql", "long_query_time") == "immediate"
    assert parameters.apply_method("aurora-mysql", "unheard_of") == "pending-reboot"
