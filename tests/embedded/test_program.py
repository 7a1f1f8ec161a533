"""Programs for imported resources: they run, and declare what was imported."""

from __future__ import annotations

import inspect

import pulumi_aws
import pytest

from aurora.embedded import program as module
from aurora.embedded.pcl import PclError
from aurora.embedded.program import program
from aurora.embedded.provider.schema import resource_type, tokens

TEXT = """package aws {
    baseProviderName = "aws"
}
resource classValue "aws:rds/cluster:Cluster" {
    __logicalName = "class-value"
    engine = "aurora-mysql"
    kmsKeyId = key.arn
    masterPassword = secret("hidden")
    serverlessv2ScalingConfiguration = {
        maxCapacity = 2
        minCapacity = 0.5
    }
    tags = {
        "keepMe" = "1"
    }
options {
protect =true
}
}
resource group "aws:ec2/securityGroup:SecurityGroup" {
    ingress = [{
        cidrBlocks = ["10.0.0.0/8"]
        fromPort = 1
    }]
    tags = {}
}
"""
WRITTEN = """import pulumi
import pulumi_aws as aws

class_value = aws.rds.Cluster("class-value",
    engine="aurora-mysql",
    kms_key_id=key.arn,
    master_password=pulumi.Output.secret("hidden"),
    serverlessv2_scaling_configuration={
        "max_capacity": 2,
        "min_capacity": 0.5,
    },
    tags={
        "keepMe": "1",
    },
    opts=pulumi.ResourceOptions(protect=True))
group = aws.ec2.SecurityGroup("group",
    ingress=[
        {
            "cidr_blocks": ["10.0.0.0/8"],
            "from_port": 1,
        },
    ],
    tags={})
"""


def test_a_program() -> None:
    assert program(TEXT) == WRITTEN
    compile(program(TEXT), "program", "exec")


@pytest.mark.filterwarnings("ignore:aws.lambda:DeprecationWarning")  # of the SDK's own module
@pytest.mark.parametrize("token", tokens())
def test_names_are_those_of_the_sdk(token: str) -> None:
    type_ = resource_type(token)
    assert type_ is not None
    class_: object = pulumi_aws
    for part in module._class(token).split(".")[1:]:
        class_ = getattr(class_, part)
    known = inspect.signature(class_._internal_init).parameters  # type: ignore[attr-defined]
    settable = {module._python(name) for name, p in type_.properties.items() if p.settable}
    assert settable <= known.keys()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("component a {}", "component"),
        ('resource a "gcp:x/y:Z" {}', "gcp:x/y:Z"),
        ("resource a {}", "type"),
        ('resource a "aws:sns/topic:Topic" { timeouts {} }', "timeouts"),
        ('resource a "aws:sns/topic:Topic" { options { range = 1 } }', "range"),
    ],
)
def test_what_is_not_written_is_refused(text: str, words: str) -> None:
    with pytest.raises(PclError, match=words):
        program(text)


def test_an_explicit_provider() -> None:
    text = 'resource aws "pulumi:providers:aws" { region = "us-east-1" }'
    assert program(text).endswith('aws_ = aws.Provider("aws",\n    region="us-east-1")\n')
