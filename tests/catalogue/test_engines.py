"""Engines and their majors."""

from __future__ import annotations

import datetime

from aurora.catalogue import engines


def test_support_ends_as_aws_says():
    mysql, postgres = engines.majors("aurora-mysql"), engines.majors("aurora-postgresql")
    assert mysql["8.0"].standard_support == datetime.date(2028, 4, 30)
    assert mysql["5.7"].past_standard_support()
    assert postgres["14"].standard_support == datetime.date(2027, 2, 28)
    assert not postgres["14"].past_standard_support()
    assert postgres["13"].past_standard_support()
    assert "standard_support" in postgres["17"].assumed
    assert not postgres["18"].past_standard_support(datetime.date(2099, 1, 1))
