"""Refusals of inputs, in the provider's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aurora.values import UNKNOWN

Reasons = Callable[..., list[str]]
CLUSTER = {"engine": "aurora-mysql", "masterUsername": "u", "skipFinalSnapshot": True}
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
        {"ingress": [{"fromPort": "x", "toPort": 1, "protocol": "tcp",
                      "cidrBlocks": ["10.0.0.1/16"]}]},
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
        ("cluster", {"engine": UNKNOWN, "masterPassword": UNKNOWN,
                     "manageMasterUserPassword": True}),
        ("record", {"name": "a", "type": UNKNOWN, "zoneId": "z", "aliases": UNKNOWN}),
        ("record", {"name": "a", "type": "A", "zoneId": "z", "records": UNKNOWN, "ttl": 60}),
        ("security-rule", {"securityGroupId": "s", "ipProtocol": "-1", "cidrIpv4": UNKNOWN}),
        ("plan", {"rules": [{"ruleName": UNKNOWN, "targetVaultName": "v"}]}),
        ("alarm", {"metricName": "m", "alarmActions": ["arn:aws:automate:us-east-1:ec2:stop"]}),
        ("parameters", {"family": "f", "parameters": [{"name": "a", "value": "1",
                                                       "applyMethod": "Immediate"}]}),
        ("topic", {"name": "a.fifo", "fifoTopic": True}),
    ],
)  # fmt: skip
def test_what_is_not_refused(reasons: Reasons, kind: str, given: dict[str, Any]) -> None:
    assert reasons(kind, **given) == []
