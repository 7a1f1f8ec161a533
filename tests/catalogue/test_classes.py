"""Instance classes."""

from __future__ import annotations

import pytest

from aurora.catalogue import classes


@pytest.mark.parametrize(
    ("name", "vcpus", "memory"),
    [
        ("db.r6g.large", 2, 16),
        ("db.r6g.4xlarge", 16, 128),
        ("db.r5.24xlarge", 96, 768),
        ("db.x2g.16xlarge", 64, 1024),
        ("db.t4g.medium", 2, 4),
        ("db.t3.large", 2, 8),
        ("db.r8g.48xlarge", 192, 1536),
        ("db.r4.large", 2, 15.25),
        ("db.serverless", 0, 0),
    ],
)
def test_class(name, vcpus, memory):
    found = classes.instance_class(name)
    assert found is not None
    assert (found.vcpus, found.memory) == (vcpus, memory)
    assert found.serverless == (name == "db.serverless")


def test_what_classes_can_be_used_for():
    known = classes.classes()
    assert not known["db.t4g.medium"].data_api
    assert not known["db.t4g.medium"].global_database
    assert known["db.t4g.medium"].insights == ("aurora-mysql", "aurora-postgresql")
    assert known["db.t3.medium"].insights == ("aurora-postgresql",)
    assert not known["db.t3.small"].insights
    assert known["db.t3.small"].engines == ("aurora-mysql",)
    assert known["db.r6gd.xlarge"].engines == ("aurora-postgresql",)
    assert known["db.r6g.large"].global_database
    assert known["db.serverless"].global_database
    assert known["db.r9g.large"].assumed
    assert classes.instance_class("db.m5.large") is None
    assert all(found.memory > 0 for found in known.values() if not found.serverless)
