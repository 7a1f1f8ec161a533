"""Parameter groups: what is set, by whom, when it takes effect."""

from __future__ import annotations

import pytest


def parameter(name, value, method="immediate"):
    return {"ParameterName": name, "ParameterValue": value, "ApplyMethod": method}


KINDS = {
    "cluster": "DBClusterParameterGroup",
    "instance": "DBParameterGroup",
}


class Group:
    """One kind of group behind one set of names."""

    def __init__(self, rds, kind):
        self.noun = KINDS[kind]
        self.method = "db_cluster_parameter_group" if kind == "cluster" else "db_parameter_group"
        self.parameters = "db_cluster_parameters" if kind == "cluster" else "db_parameters"
        self.rds = rds
        self.name = {f"{self.noun}Name": "own"}

    def create(self, family="aurora-mysql8.0", **more):
        settings = self.name | {"DBParameterGroupFamily": family, "Description": "own"} | more
        return getattr(self.rds, f"create_{self.method}")(**settings)[self.noun]

    def modify(self, *parameters):
        getattr(self.rds, f"modify_{self.method}")(**self.name, Parameters=list(parameters))

    def user(self):
        read = getattr(self.rds, f"describe_{self.parameters}")
        found = read(**self.name, Source="user")["Parameters"]
        return {p["ParameterName"]: (p["ParameterValue"], p["ApplyMethod"]) for p in found}


@pytest.fixture(params=KINDS)
def group(rds, request):
    return Group(rds, request.param)


def test_set_reset_delete(rds, group):
    made = group.create(Tags=[{"Key": "a", "Value": "b"}])
    arn = made[f"{group.noun}Arn"]
    assert rds.list_tags_for_resource(ResourceName=arn)["TagList"] == [{"Key": "a", "Value": "b"}]
    group.modify(
        parameter("innodb_print_all_deadlocks", "1"),
        parameter("Max_Connections", "500"),
        parameter("performance_schema", "1", "pending-reboot"),
    )
    assert group.user() == {
        "innodb_print_all_deadlocks": ("1", "immediate"),
        "max_connections": ("500", "immediate"),
        "performance_schema": ("1", "pending-reboot"),
    }
    reset = getattr(rds, f"reset_{group.method}")
    reset(**group.name, ResetAllParameters=False, Parameters=[parameter("max_connections", "500")])
    assert "max_connections" not in group.user()
    reset(**group.name, ResetAllParameters=True)
    assert group.user() == {}
    getattr(rds, f"delete_{group.method}")(**group.name)
    names = [
        g[f"{group.noun}Name"]
        for g in getattr(rds, f"describe_{group.method}s")()[f"{group.noun}s"]
    ]
    assert "own" not in names
    assert "default.aurora-mysql8.0" in names


REFUSED = {
    "unknown": ([parameter("none", "1")], "InvalidParameterValue", "Could not find parameter"),
    "static at once": (
        [parameter("performance_schema", "1")],
        "InvalidParameterCombination",
        "immediate",
    ),
    "range": ([parameter("max_connections", "999999")], "InvalidParameterValue", "allowed values"),
    "choice": ([parameter("general_log", "maybe")], "InvalidParameterValue", "allowed values"),
    "fixed": ([parameter("port", "1", "pending-reboot")], "InvalidParameterValue", "modified"),
    "too many": ([parameter("general_log", "1")] * 21, "InvalidParameterValue", "20"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_and_nothing_set(rds, group, refused, case):
    wanted, code, words = REFUSED[case]
    group.create()
    change = getattr(rds, f"modify_{group.method}")
    good = [] if case == "too many" else [parameter("wait_timeout", "60")]
    given, message = refused(change, **group.name, Parameters=good + wanted)
    assert (given, words in message) == (code, True)
    assert group.user() == {}


def test_names_and_families(rds, group, refused):
    create = getattr(rds, f"create_{group.method}")
    settings = group.name | {"DBParameterGroupFamily": "aurora-mysql8.0", "Description": "own"}
    create(**settings)
    assert refused(create, **settings)[0] == "DBParameterGroupAlreadyExists"
    odd = settings | {f"{group.noun}Name": "odd", "DBParameterGroupFamily": "aurora-mysql9.9"}
    assert refused(create, **odd)[0] == "InvalidParameterValue"
    describe = getattr(rds, f"describe_{group.method}s")
    none = {f"{group.noun}Name": "none"}
    assert refused(describe, **none)[0] == "DBParameterGroupNotFound"
    assert refused(getattr(rds, f"delete_{group.method}"), **none)[0] == "DBParameterGroupNotFound"


def test_a_group_in_use_stays(rds, group, cluster, refused):
    group.create(family="aurora-postgresql17")
    own = {} if group.noun == "DBParameterGroup" else group.name
    cluster("one", **own)
    rds.create_db_instance(
        DBInstanceIdentifier="one-1",
        DBClusterIdentifier="one",
        Engine="aurora-postgresql",
        DBInstanceClass="db.r6g.large",
        **(group.name if group.noun == "DBParameterGroup" else {}),
    )
    code, _ = refused(getattr(rds, f"delete_{group.method}"), **group.name)
    assert code == "InvalidDBParameterGroupState"


def test_every_parameter_comes_in_pages(rds, group):
    group.create()
    pages = rds.get_paginator(f"describe_{group.parameters}").paginate(**group.name)
    found = [p for page in pages for p in page["Parameters"]]
    names = [p["ParameterName"] for p in found]
    assert len(names) == len(set(names)) > 300
    for member in ("Source", "ApplyType", "ApplyMethod", "DataType", "IsModifiable"):
        assert all(member in p for p in found)
    only_cluster = "binlog_format" in names
    assert only_cluster is (group.noun == "DBClusterParameterGroup")
    assert {p["Source"] for p in found} == {"engine-default", "system"}


def test_a_copy_has_what_the_original_has(rds, group):
    group.create()
    group.modify(parameter("general_log", "1"))
    getattr(rds, f"copy_{group.method}")(
        **{
            f"Source{group.noun}Identifier": "own",
            f"Target{group.noun}Identifier": "copy",
            f"Target{group.noun}Description": "copy",
        }
    )
    group.name = {f"{group.noun}Name": "copy"}
    assert group.user() == {"general_log": ("1", "immediate")}


def test_engine_defaults(rds):
    found = rds.describe_engine_default_cluster_parameters(
        DBParameterGroupFamily="aurora-postgresql17"
    )["EngineDefaults"]
    assert found["DBParameterGroupFamily"] == "aurora-postgresql17"
    assert len(found["Parameters"]) == 100
    assert "Marker" in found
