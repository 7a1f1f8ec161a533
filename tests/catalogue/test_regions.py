"""Regions."""

from __future__ import annotations

from aurora.catalogue import classes, regions


def test_regions():
    assert len(regions.regions()) == 38
    assert regions.nearest("us-est-1")
    assert regions.region("us-east-9") is None
    partitions = {region.partition for region in regions.regions().values()}
    assert partitions == {"aws", "aws-cn", "aws-us-gov"}
    assert classes.classes()["db.r6g.large"].not_in <= set(regions.regions())
