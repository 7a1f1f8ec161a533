"""Engine versions."""

from __future__ import annotations

import pytest

from aurora.catalogue import engines, features, versions


@pytest.mark.parametrize("engine", engines.ENGINES)
def test_versions_belong_to_known_majors_and_stand_once(engine):
    table = versions.facts("versions")[engine]
    listed = [name for status in versions.Status for name in table[status.value]]
    assert len(listed) == len(set(listed))
    assert set(versions.versions(engine)) == set(listed)
    numbers = [version.number for version in versions.versions(engine).values()]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("engine", "name", "family", "status", "lts"),
    [
        ("aurora-mysql", "8.0.mysql_aurora.3.10.3", "aurora-mysql8.0", "offered", True),
        ("aurora-mysql", "8.0.mysql_aurora.3.04.0", "aurora-mysql8.0", "offered", True),
        ("aurora-mysql", "8.0.mysql_aurora.3.11.1", "aurora-mysql8.0", "offered", False),
        ("aurora-mysql", "8.0.mysql_aurora.3.02.0", "aurora-mysql8.0", "retired", False),
        ("aurora-mysql", "8.4.mysql_aurora.8.4.7", "aurora-mysql8.4", "offered", False),
        ("aurora-mysql", "5.7.mysql_aurora.2.12.5", "aurora-mysql5.7", "offered", False),
        ("aurora-postgresql", "17.7", "aurora-postgresql17", "offered", True),
        ("aurora-postgresql", "14.6", "aurora-postgresql14", "offered", True),
        ("aurora-postgresql", "16.11", "aurora-postgresql16", "offered", False),
        ("aurora-postgresql", "16.4", "aurora-postgresql16", "disputed", False),
        ("aurora-postgresql", "16.11-limitless", "aurora-postgresql16", "offered", False),
        ("aurora-postgresql", "18.6", "aurora-postgresql18", "offered", False),
    ],
)
def test_version(engine, name, family, status, lts):
    found = versions.version(engine, name)
    assert found is not None
    assert (found.major.family, found.status, found.lts) == (family, status, lts)
    assert found.limitless == name.endswith("-limitless")
    assert found.exact


@pytest.mark.parametrize("engine", engines.ENGINES)
def test_advised_version_is_offered_with_long_term_support(engine):
    found = versions.version(engine, engines.advised(engine))
    assert found is not None
    assert found.lts
    assert found.status is versions.Status.OFFERED
    assert all(features.supports(name, found) for name in ("auto-pause", "io-optimized"))


def test_major_version_alone_stands_for_its_newest():
    found = versions.version("aurora-postgresql", "16")
    assert found is not None
    assert (found.name, found.number, found.exact, found.lts) == ("16", (16, 15), False, False)
    assert versions.version("aurora-postgresql", "10") is None
    assert versions.version("aurora-postgresql", "16.99") is None


@pytest.mark.parametrize(
    ("engine", "given", "wanted"),
    [
        ("aurora-mysql", "8.0.36", "8.0.mysql_aurora.3.13.0"),
        ("aurora-postgresql", "16.99", "16.15"),
        ("aurora-postgresql", "10.4", "17.7"),
        ("aurora-postgresql", "nonsense", "17.7"),
    ],
)
def test_nearest_version(engine, given, wanted):
    assert versions.nearest(engine, given)[-1] == wanted
