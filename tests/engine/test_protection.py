from __future__ import annotations

from typing import Any

from aurora.engine.protection import guards, refusal


def resource(name: str, *, protect: bool = False, **outputs: Any) -> dict[str, Any]:
    urn = f"urn:pulumi:prod::aurora::aws:rds/cluster:Cluster::{name}"
    return {"urn": urn, "protect": protect, "outputs": outputs}


def test_both_kinds_of_protection_are_found() -> None:
    state = {
        "resources": [
            resource("free", deletionProtection=False),
            resource("pulumi", protect=True),
            resource("aws", deletionProtection=True),
        ]
    }
    found = guards(state)
    assert [(guard.urn.rpartition("::")[2], guard.protect) for guard in found] == [
        ("pulumi", True),
        ("aws", False),
    ]
    assert guards({}) == ()


def test_the_refusal_names_what_is_protected_and_the_way_on() -> None:
    found = guards({"resources": [resource("a", deletionProtection=True, protect=True)]})
    error = refusal("prod", found)
    assert error.exit_code == 1
    assert "is on for a" in str(error)
    assert "--unprotect" in str(error)
    assert "--unprotect" not in str(refusal("prod", found, unprotected=True))
