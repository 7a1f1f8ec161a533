"""A small program for tests with the real engine: log groups, one after the other."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

config = pulumi.Config("aurora")
before: list[pulumi.Resource] = []
for index in range(config.get_int("groups") or 0):
    group = aws.cloudwatch.LogGroup(
        f"group-{index}",
        name=f"/{pulumi.get_stack()}/{index}",
        region="us-east-1",
        retention_in_days=7,
        opts=pulumi.ResourceOptions(depends_on=before, protect=config.get_bool("protect")),
    )
    before = [group]
if config.get_bool("open"):
    aws.rds.Cluster(
        "open",
        cluster_identifier="open",
        engine="aurora-mysql",
        region="us-east-1",
        master_username="somebody",
        manage_master_user_password=True,
        storage_encrypted=False,
        skip_final_snapshot=True,
        opts=pulumi.ResourceOptions(depends_on=before),
    )
if config.get_bool("broken"):
    raise ValueError("this program is broken")
pulumi.export("password", pulumi.Output.secret({"deep": ["open sesame"]}))
pulumi.export("groups", len(before))
