"""The proxy: TLS, IAM, one secret."""

from __future__ import annotations

import json

from aurora.planning.recorder import record
from tests.components.samples import proxy


def test_the_proxy_takes_iam_logins_over_tls_only() -> None:
    recording = record(proxy)
    found = recording.named("it-proxy")
    assert found.props["requireTls"] is True
    assert found.props["debugLogging"] is False
    assert found.props["engineFamily"] == "MYSQL"
    (auth,) = found.props["auths"]
    assert (auth["authScheme"], auth["iamAuth"]) == ("SECRETS", "REQUIRED")
    assert recording.named("it-proxy-policy").urn in found.dependencies
    group = recording.named("it-proxy-log-group").props
    assert group["name"] == "/aws/rds/proxy/shop-it-proxy"
    assert group["retentionInDays"] == 365


def test_the_proxy_reads_its_secret_and_no_other() -> None:
    policy = json.loads(record(proxy).named("it-proxy-policy").props["policy"])
    read, decrypt = policy["Statement"]
    assert read["Resource"].startswith("arn:aws:secretsmanager:")
    assert decrypt["Condition"]["StringEquals"] == {
        "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com"
    }
