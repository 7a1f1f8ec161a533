"""What AWS no longer takes."""

from __future__ import annotations

from aurora.catalogue import retired


def test_retired_things_have_an_equivalent():
    gone = retired.retired_value("engine.mode", "serverless")
    assert gone is not None
    assert "db.serverless" in gone.instead
    assert retired.retired_value("engine.mode", "provisioned") is None
    assert retired.retired_value("engine.mode", ["serverless"]) is None
    assert retired.retired_key("manage_master_user_password") == retired.retired_key(
        "manageMasterUserPassword"
    )
    assert retired.retired_key("anything") is None
