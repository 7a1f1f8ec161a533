from __future__ import annotations

MONITORING = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
DOCUMENT = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'


def test_policies_of_aws_are_there(clients):
    policy = clients("iam").get_policy(PolicyArn=MONITORING)["Policy"]
    assert policy["PolicyName"] == "AmazonRDSEnhancedMonitoringRole"
    assert policy["PolicyId"].startswith("ANPA")


def test_boundaries_are_counted(clients):
    iam = clients("iam")
    policy = iam.create_policy(PolicyName="boundary", PolicyDocument=DOCUMENT)["Policy"]
    iam.create_role(
        RoleName="bounded", AssumeRolePolicyDocument="{}", PermissionsBoundary=policy["Arn"]
    )
    found = iam.get_policy(PolicyArn=policy["Arn"])["Policy"]
    assert found["PermissionsBoundaryUsageCount"] == 1
