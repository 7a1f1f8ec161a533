"""Check: what is filled in, and in which words inputs are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.plan.check import Checked
from aurora.embedded.provider.plan.names import NoName
from aurora.values import UNKNOWN

Checking = Callable[..., Checked]
Reasons = Callable[..., list[str]]
CLUSTER = {"engine": "aurora-mysql", "masterUsername": "u", "skipFinalSnapshot": True}


def test_region_and_all_tags_stand_in_the_inputs_and_are_no_defaults(checking: Checking) -> None:
    inputs = checking("topic", name="a", tags={"x": "1"}).inputs
    assert inputs["region"] == "us-east-1"
    assert inputs["tagsAll"] == {"x": "1"}
    assert inputs["__defaults"] == []


def test_default_tags_come_under_the_resources_own(checking: Checking) -> None:
    site = Configuration(
        default_tags={"x": "0", "team": "a", "skip-me": "1"}, ignore_prefixes=("skip-",)
    )
    inputs = checking("topic", site=site, name="a", tags={"x": "1"}).inputs
    assert inputs["tagsAll"] == {"x": "1", "team": "a"}
    assert checking("topic", site=site, name="a", tags={"x": UNKNOWN}).inputs["tagsAll"] is UNKNOWN
    assert checking("topic", name="a").inputs["tagsAll"] == {}


def test_global_services_have_no_region(checking: Checking) -> None:
    assert "region" not in checking("policy", policy="{}").inputs


def test_the_newer_framework_keeps_no_list_of_defaults(checking: Checking) -> None:
    inputs = checking("security-rule", securityGroupId="sg", ipProtocol="-1", cidrIpv4="0.0.0.0/0")
    assert inputs.inputs.keys() == {"securityGroupId", "ipProtocol", "cidrIpv4", "region"}


def test_true_defaults_are_filled_in_and_false_ones_left_to_the_provider(
    checking: Checking,
) -> None:
    inputs = checking("cluster", **CLUSTER).inputs
    assert inputs["engineMode"] == "provisioned"
    assert inputs["deleteAutomatedBackups"] is True
    assert "copyTagsToSnapshot" not in inputs
    assert inputs["__defaults"] == ["deleteAutomatedBackups", "engineMode"]


def test_defaults_of_nested_objects_are_listed_there(checking: Checking) -> None:
    rule = {"ruleName": "r", "targetVaultName": "vault", "startWindow": 30}
    (inside,) = checking("plan", rules=[rule]).inputs["rules"]
    assert inside == {
        **rule,
        "completionWindow": 180,
        "scheduleExpressionTimezone": "Etc/UTC",
        "__defaults": ["completionWindow", "scheduleExpressionTimezone"],
    }


def test_no_default_beside_what_excludes_it(checking: Checking) -> None:
    inputs = checking("group", namePrefix="a-").inputs
    assert "name" not in inputs
    assert inputs["__defaults"] == ["description"]


def test_an_old_default_stays_until_it_is_given(checking: Checking) -> None:
    old = checking("topic").inputs
    again = checking("topic", old=old, seed=b"other").inputs
    assert again == old
    given = checking("topic", old=old, name="own").inputs
    assert (given["name"], given["__defaults"]) == ("own", [])


@pytest.mark.parametrize(
    ("kind", "given", "name"),
    [
        ("topic", {}, r"res-[0-9a-f]{7}"),
        ("topic", {"fifoTopic": True}, r"res-[0-9a-f]{7}\.fifo"),
        ("alias", {"targetKeyId": "k"}, r"alias/res-[0-9a-f]{7}"),
    ],
)
def test_automatic_names(checking: Checking, kind: str, given: dict[str, Any], name: str) -> None:
    first = checking(kind, **given)
    assert not first.failures
    assert __import__("re").fullmatch(name, first.inputs["name"])
    assert first.inputs["__defaults"].count("name") == 1
    assert checking(kind, seed=b"other", **given).inputs["name"] != first.inputs["name"]


def test_clusters_get_no_name_before_they_exist(checking: Checking) -> None:
    assert "clusterIdentifier" not in checking("cluster", **CLUSTER).inputs


def test_a_name_that_grows_too_long_fails_the_check_itself(checking: Checking) -> None:
    words = (
        "could not make instance of 'aws:iam/role:Role': name '" + "n" * 60 + "-' plus 7 random "
        "chars is longer than maximum length 64"
    )
    with pytest.raises(NoName) as error:
        checking("role", urn_name="n" * 60, assumeRolePolicy="{}")
    assert str(error.value) == words


def test_naming_as_the_stack_configures_it(checking: Checking) -> None:
    assert (
        checking("topic", proposal=("propose", "a-b"), fifoTopic=True).inputs["name"] == "a-b.fifo"
    )
    assert checking("alias", proposal=("propose", "k"), targetKeyId="k").inputs["name"] == "alias/k"
    enforced = checking("alias", proposal=("enforce", "k"), targetKeyId="k")
    assert enforced.inputs["name"] == "k"
    with pytest.raises(
        NoName, match="automatic naming is disabled but no explicit name was provided"
    ):
        checking("topic", proposal=("disable", ""))
    assert checking("topic", proposal=("disable", ""), name="own").inputs["name"] == "own"
    with pytest.raises(NoName, match="calculated name 'x+' exceeds maximum length of 64"):
        checking("role", proposal=("propose", "x" * 65), assumeRolePolicy="{}")


def test_policy_objects_become_json_where_the_layer_takes_them(checking: Checking) -> None:
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*"}]}
    text = '{"Statement":[{"Action":"*","Effect":"Allow"}],"Version":"2012-10-17"}'
    assert checking("policy", policy=policy).inputs["policy"] == text
    assert checking("policy", policy={"Version": UNKNOWN}).inputs["policy"] is UNKNOWN
    assert checking("policy", policy=" as it is").inputs["policy"] == " as it is"


def test_a_policy_object_is_refused_where_texts_are_wanted(reasons: Reasons) -> None:
    assert reasons("key", policy={"a": "b"}) == [
        "Attribute must be a single value, not a map. Examine values at 'res.policy'."
    ]


def test_values_are_converted(checking: Checking) -> None:
    inputs = checking(
        "cluster", **{**CLUSTER, "port": "3307", "copyTagsToSnapshot": "true", "engineVersion": 17}
    ).inputs
    assert (inputs["port"], inputs["copyTagsToSnapshot"], inputs["engineVersion"]) == (
        3307,
        True,
        "17",
    )
    assert checking("topic", name="a", tags={"n": 1, "b": False}).inputs["tags"] == {
        "n": "1",
        "b": "false",
    }


def test_null_counts_as_absent(checking: Checking) -> None:
    assert "port" not in checking("cluster", **{**CLUSTER, "port": None}).inputs


def test_empty_inline_policies_are_left_out(checking: Checking) -> None:
    given = [{"name": "a", "policy": ""}, {"name": "b", "policy": "{}"}]
    inputs = checking("role", assumeRolePolicy="{}", inlinePolicies=given).inputs
    assert [entry["name"] for entry in inputs["inlinePolicies"]] == ["b"]


REFUSED: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "cluster",
        {},
        [
            'Missing required argument. The argument "engine" is required, but no definition was '
            "found.. Examine values at 'res.engine'."
        ],
    ),
    (
        "cluster",
        {"engine": "oracle-ee"},
        [
            "invalid value for engine (must begin with custom-). Examine values at 'res.engine'.",
            'expected engine to be one of ["aurora-mysql" "aurora-postgresql" "mysql" "postgres"], '
            "got oracle-ee. Examine values at 'res.engine'.",
        ],
    ),
    (
        "cluster",
        {**CLUSTER, "backupRetentionPeriod": 36},
        [
            "expected backup_retention_period to be at most (35), got 36. Examine values at "
            "'res.backupRetentionPeriod'."
        ],
    ),
    (
        "cluster",
        {**CLUSTER, "clusterIdentifier": "A--b-"},
        [
            'only lowercase alphanumeric characters and hyphens allowed in "cluster_identifier". '
            "Examine values at 'res.clusterIdentifier'.",
            'first character of "cluster_identifier" must be a letter. Examine values at '
            "'res.clusterIdentifier'.",
            '"cluster_identifier" cannot contain two consecutive hyphens. Examine values at '
            "'res.clusterIdentifier'.",
            '"cluster_identifier" cannot end with a hyphen. Examine values at '
            "'res.clusterIdentifier'.",
        ],
    ),
    (
        "cluster",
        {**CLUSTER, "enabledCloudwatchLogsExports": ["audit", "bogus"]},
        [
            'expected enabled_cloudwatch_logs_exports.1 to be one of ["audit" "error" "general" '
            '"iam-db-auth-error" "instance" "postgresql" "slowquery" "upgrade"], got bogus. '
            "Examine values at 'res.enabledCloudwatchLogsExports'."
        ],
    ),
    (
        "cluster",
        {**CLUSTER, "masterPassword": "secret-word", "manageMasterUserPassword": False},
        [
            'Conflicting configuration arguments. "manage_master_user_password": conflicts with '
            "master_password. Examine values at 'res.manageMasterUserPassword'.",
            'Conflicting configuration arguments. "master_password": conflicts with '
            "manage_master_user_password. Examine values at 'res.masterPassword'.",
        ],
    ),
    (
        "cluster",
        {**CLUSTER, "masterPasswordWo": "x"},
        [
            'Missing required argument. "master_password_wo": all of '
            "`master_password_wo,master_password_wo_version` must be specified. Examine values at "
            "'res.masterPasswordWo'."
        ],
    ),
    (
        "cluster",
        {**CLUSTER, "serverlessv2ScalingConfiguration": {"minCapacity": 0.5, "maxCapacity": 300}},
        [
            "expected serverlessv2_scaling_configuration.0.max_capacity to be in the range "
            "(1.000000 - 256.000000), got 300.000000. Examine values at "
            "'res.serverlessv2ScalingConfiguration.maxCapacity'."
        ],
    ),
    (
        "cluster",
        {**CLUSTER, "preferredBackupWindow": "3:00-4:00", "kmsKeyId": "alias/x"},
        [
            "\"kms_key_id\" (alias/x) is an invalid ARN: arn: invalid prefix. Examine values at "
            "'res.kmsKeyId'.",
            '(3:00-4:00) must satisfy the format of "hh24:mi-hh24:mi". Examine values at '
            "'res.preferredBackupWindow'.",
        ],
    ),
    (
        "cluster",
        {**CLUSTER, "arn": "arn:x", "wrongKey": 1},
        [
            "Value for unconfigurable attribute. Can't configure a value for \"arn\": its value "
            "will be decided automatically based on the result of applying this configuration.. "
            "Examine values at 'res.arn'.",
            "Invalid or unknown key. Examine values at 'res.wrongKey'.",
        ],
    ),
    (
        "global",
        {"globalClusterIdentifier": "g", "sourceDbClusterIdentifier": "arn"},
        [
            'Missing required argument. "source_db_cluster_identifier": all of '
            "`force_destroy,source_db_cluster_identifier` must be specified. Examine values at "
            "'res.sourceDbClusterIdentifier'."
        ],
    ),
    (
        "instance",
        {
            "clusterIdentifier": "c",
            "engine": "aurora-mysql",
            "instanceClass": "x",
            "performanceInsightsRetentionPeriod": 30,
        },
        [
            f"expected performance_insights_retention_period to be {rest}. Examine values at "
            "'res.performanceInsightsRetentionPeriod'."
            for rest in ("one of [7 731], got 30", "divisible by 31, got: 30")
        ],
    ),
    (
        "plan",
        {"rules": [{"ruleName": "a b", "targetVaultName": "v", "lifecycle": {"never": 1}}]},
        [
            f"{reason}. Examine values at 'res.rules'."
            for reason in (
                "invalid value for rule.0.rule_name (must contain only alphanumeric characters, "
                "hyphens, underscores, and periods)",
                "expected length of rule.0.target_vault_name to be in the range (2 - 50), got v",
                "Invalid or unknown key",
            )
        ],
    ),
    (
        "record",
        {"name": "a", "type": "A", "zoneId": "z", "aliases": [{"name": "b", "zoneId": "y"}]},
        [
            'Missing required argument. The argument "alias.0.evaluate_target_health" is required, '
            "but no definition was found.. Examine values at 'res.aliases[0].evaluateTargetHealth'."
        ],
    ),
    (
        "record",
        {"name": "a", "type": "A", "zoneId": "z", "records": ["1"], "aliases": []},
        [
            f'Invalid combination of arguments. "{name}": only one of `alias,records` can be '
            f"specified, but `alias,records` were specified.. Examine values at 'res.{place}'."
            for name, place in (("alias", "aliases"), ("records", "records"))
        ],
    ),
    (
        "record",
        {"name": "a", "type": "A", "zoneId": ""},
        [
            "zone_id must not be empty, got . Examine values at 'res.zoneId'.",
            *(
                f'Invalid combination of arguments. "{name}": one of `alias,records` must be '
                f"specified. Examine values at 'res.{place}'."
                for name, place in (("alias", "aliases"), ("records", "records"))
            ),
        ],
    ),
    (
        "scheduled",
        {
            "resourceId": "r",
            "scalableDimension": "d",
            "schedule": "s",
            "serviceNamespace": "n",
            "scalableTargetAction": {},
        },
        [
            f'Missing required argument. "scalable_target_action.0.{name}_capacity": one of '
            "`scalable_target_action.0.max_capacity,scalable_target_action.0.min_capacity` must be "
            f"specified. Examine values at 'res.scalableTargetAction.{name}Capacity'."
            for name in ("max", "min")
        ],
    ),
    (
        "role",
        {"assumeRolePolicy": " {}", "maxSessionDuration": 43201},
        [
            '"assume_role_policy" contains an invalid JSON policy: leading space characters are '
            "not allowed. Examine values at 'res.assumeRolePolicy'.",
            "expected max_session_duration to be in the range (3600 - 43200), got 43201. Examine "
            "values at 'res.maxSessionDuration'.",
        ],
    ),
    (
        "vpc",
        {"cidrBlock": "10.0.0.1/8"},
        [
            "expected cidr_block to contain a valid network Value, expected 10.0.0.0/8, got "
            "10.0.0.1/8. Examine values at 'res.cidrBlock'.",
            'expected "cidr_block" to contain a network Value with between 16 and 28 significant '
            "bits, got: 8. Examine values at 'res.cidrBlock'.",
        ],
    ),
    (
        "group",
        {"ingress": [{"fromPort": "x", "toPort": 1, "protocol": "tcp", "cidrBlocks": ["10.0.0.1/16"]}]},
        [
            "ingress.0.from_port: strconv.ParseInt: parsing \"x\": invalid syntax. Examine values "
            "at 'res.ingress'.",
            '"10.0.0.1/16" is not a valid IPv4 CIDR block; did you mean "10.0.0.0/16"?. Examine '
            "values at 'res.ingress'.",
        ],
    ),
    (
        "security-rule",
        {"securityGroupId": "sg", "fromPort": 70000, "cidrIpv4": "10.0.0.1/8", "nonsense": 1},
        [
            "Invalid Attribute Value. Attribute cidr_ipv4 value must be a valid IPv4 CIDR that "
            "represents a network address, got: 10.0.0.1/8. Examine values at 'res.cidrIpv4'.",
            "Invalid Attribute Value. Attribute from_port value must be between -1 and 65535, got: "
            "70000. Examine values at 'res.fromPort'.",
            "Missing required property 'ipProtocol'",
        ],
    ),
    (
        "security-rule",
        {"securityGroupId": "sg", "ipProtocol": "-1"},
        [
            "Missing Attribute Configuration: Exactly one of these attributes must be configured: "
            "[cidr_ipv4,cidr_ipv6,prefix_list_id,referenced_security_group_id]"
        ],
    ),
    (
        "version",
        {"secretId": "s", "secretBinary": "pass word"},
        [
            '"secret_binary" ("(sensitive value)") must be base64-encoded. Examine values at '
            "'res.secretBinary'."
        ],
    ),
    ("vault", {"name": "n" * 51}, [
        "expected length of name to be in the range (2 - 50), got " + "n" * 51
        + ". Examine values at 'res.name'."
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "given", "words"), REFUSED)
def test_refusals_in_the_providers_words(
    reasons: Reasons, kind: str, given: dict[str, Any], words: list[str]
) -> None:
    assert sorted(reasons(kind, **given)) == sorted(words)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("cluster", {"engine": UNKNOWN, "masterPassword": UNKNOWN, "manageMasterUserPassword": True}),
        ("record", {"name": "a", "type": UNKNOWN, "zoneId": "z", "aliases": UNKNOWN}),
        ("record", {"name": "a", "type": "A", "zoneId": "z", "records": UNKNOWN, "ttl": 60}),
        ("security-rule", {"securityGroupId": "s", "ipProtocol": "-1", "cidrIpv4": UNKNOWN}),
        ("plan", {"rules": [{"ruleName": UNKNOWN, "targetVaultName": "v"}]}),
        ("alarm", {"metricName": "m", "alarmActions": ["arn:aws:automate:us-east-1:ec2:stop"]}),
        ("parameters", {"family": "f", "parameters": [{"name": "a", "value": "1", "applyMethod": "Immediate"}]}),
        ("topic", {"name": "a.fifo", "fifoTopic": True}),
    ],
)  # fmt: skip
def test_what_is_not_refused(reasons: Reasons, kind: str, given: dict[str, Any]) -> None:
    assert reasons(kind, **given) == []
