"""The reader of what the importer writes."""

from __future__ import annotations

import pytest

from aurora.embedded.pcl import Block, PclError, Reference, Secret, parse

TEXT = r"""package aws {
    baseProviderName = "aws"

}

resource one "aws:rds/cluster:Cluster" {
    __logicalName = "one more"
    availabilityZones = ["us-east-1a", "us-east-1b"]
    backupRetentionPeriod = 7
    copyTagsToSnapshot = true
    masterPassword = secret("two\nlines \"quoted\" \\ \u00e4 $${no} %%{template}")
    serverlessv2ScalingConfiguration = {
        maxCapacity = 1.5
        minCapacity = 0, note = null
    }
    tags = {
        "a b" = "1"
        c: "2"
    }
    kmsKeyId = keys[0].arn
options {
protect =true

}

}
"""


def test_blocks_attributes_and_values() -> None:
    package, resource = parse(TEXT)
    assert package == Block("package", ("aws",), {"baseProviderName": "aws"})
    assert resource.labels == ("one", "aws:rds/cluster:Cluster")
    assert resource.attributes == {
        "__logicalName": "one more",
        "availabilityZones": ["us-east-1a", "us-east-1b"],
        "backupRetentionPeriod": 7,
        "copyTagsToSnapshot": True,
        "masterPassword": Secret('two\nlines "quoted" \\ ä ${no} %{template}'),
        "serverlessv2ScalingConfiguration": {"maxCapacity": 1.5, "minCapacity": 0, "note": None},
        "tags": {"a b": "1", "c": "2"},
        "kmsKeyId": Reference("keys", (0, "arn")),
    }
    assert resource.blocks == (Block("options", (), {"protect": True}),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("resource a {", "the end"),
        ("resource a { b = }", "}"),
        ("resource a { b = toJSON(1) }", "toJSON"),
        ('resource a { b = "${c.id}" }', "template"),
        ("resource a { b = 1 + 2 }", r"\+"),
        ("resource a { b = [1", "the end"),
        ("= 1", "="),
    ],
)
def test_what_the_importer_does_not_write_is_refused(text: str, words: str) -> None:
    with pytest.raises(PclError, match=words):
        parse(text)
