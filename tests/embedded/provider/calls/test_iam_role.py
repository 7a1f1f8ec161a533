from __future__ import annotations

import json

import pytest

from aurora.embedded.provider.calls.contract import CallError
from aurora.embedded.provider.calls.policy_document import canonical

ROLE, POLICY = "aws:iam/role:Role", "aws:iam/policy:Policy"
INLINE = "aws:iam/rolePolicy:RolePolicy"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
MONITORING = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"


def trust(service="rds"):
    statement = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"Service": f"{service}.amazonaws.com"},
    }
    return canonical(json.dumps({"Version": "2012-10-17", "Statement": [statement]}))


def document(*actions):
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    return canonical(json.dumps({"Version": "2012-10-17", "Statement": [statement]}))


def test_all_of_a_role(resource, clients):
    policy, role = resource(POLICY), resource(ROLE)
    policy.up(name="all-of", policy=document("a:B"))
    state = role.up(
        name="all-of",
        path="/team/",
        assumeRolePolicy=trust(),
        description="d",
        maxSessionDuration=7200,
        permissionsBoundary=policy.id,
        inlinePolicies=[{"name": "in", "policy": document("a:B", "a:C")}],
        managedPolicyArns=[policy.id],
        tags={"a": "b"},
    )
    assert role.id == "all-of"
    assert state["arn"] == "arn:aws:iam::123456789012:role/team/all-of"
    assert state["uniqueId"].startswith("AROA")
    assert state["createDate"].endswith("Z")
    assert state["assumeRolePolicy"] == trust()
    assert state["permissionsBoundary"] == policy.id
    assert state["managedPolicyArns"] == [policy.id]
    assert state["tagsAll"] == {"a": "b"}
    state = role.up(
        name="all-of",
        path="/team/",
        assumeRolePolicy=trust("proxy.rds"),
        maxSessionDuration=3600,
        inlinePolicies=[],
        managedPolicyArns=[],
    )
    assert state["inlinePolicies"] == []
    assert state["managedPolicyArns"] == []
    assert (state["permissionsBoundary"], state["description"]) == ("", "")
    found = clients("iam").get_role(RoleName="all-of")["Role"]
    assert found["MaxSessionDuration"] == 3600
    assert "PermissionsBoundary" not in found
    role.down()
    assert role.refresh() is None


def test_policies_of_others_are_read_and_keep_the_role(resource):
    role, attached = resource(ROLE), resource(ATTACHMENT)
    role.up(name="shared", assumeRolePolicy=trust())
    attached.up(role="shared", policyArn=MONITORING)
    assert attached.id == f"shared/{MONITORING}"
    with pytest.raises(CallError, match=r"deleting IAM Role \(shared\): .*DeleteConflict"):
        role.down()
    role.state = role.refresh()
    assert role.state["managedPolicyArns"] == [MONITORING]
    role.down()
    assert attached.refresh() is None
    attached.down()


def test_inline_policy_is_put_again_and_imported(resource):
    role, inline = resource(ROLE), resource(INLINE)
    role.up(name="inline", assumeRolePolicy=trust())
    inline.up(role="inline", name="p", policy=document("a:C", "a:B"))
    assert inline.id == "inline:p"
    assert json.loads(inline.refresh()["policy"]) == json.loads(document("a:C", "a:B"))
    inline.up(role="inline", name="p", policy=document("a:D"))
    read = resource(INLINE).imported("inline:p")
    assert json.loads(read["policy"])["Statement"][0]["Action"] == ["a:D"]
    assert read["policy"].startswith('{"Version"')
    inline.down()
    assert inline.refresh() is None


def test_policy_keeps_at_most_five_versions(resource, clients):
    policy = resource(POLICY)
    policy.up(name="versions", policy=document("a:V0"))
    for number in range(1, 7):
        policy.up(name="versions", policy=document(f"a:V{number}"))
    versions = clients("iam").list_policy_versions(PolicyArn=policy.id)["Versions"]
    assert len(versions) == 5
    assert policy.refresh()["policy"] == document("a:V6")
    policy.up(name="versions", policy=document("a:V6"), tags={"a": "b"})
    assert len(clients("iam").list_policy_versions(PolicyArn=policy.id)["Versions"]) == 5
    policy.down()
    assert policy.refresh() is None


def test_a_role_of_a_taken_name_is_refused(resource):
    resource(ROLE).up(name="taken", assumeRolePolicy=trust())
    with pytest.raises(CallError, match=r"creating IAM Role \(taken\): .*EntityAlreadyExists"):
        resource(ROLE).up(name="taken", assumeRolePolicy=trust())
