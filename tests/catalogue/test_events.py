"""Certificates and events."""

from __future__ import annotations

from aurora.catalogue import certificates, events


def test_certificates_and_events():
    assert certificates.default_authority() == "rds-ca-rsa2048-g1"
    assert "rds-ca-2019" in certificates.retired_authorities()
    assert "rds-ca-2019" not in certificates.authorities()
    for source in events.source_types():
        assert set(events.subscribed(source)) <= set(events.categories(source))
