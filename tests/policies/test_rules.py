"""Each rule against its own examples, directly and as the engine calls it."""

from __future__ import annotations

import re
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from aurora.values import UNKNOWN
from policies.environment import Environment
from policies.judge import Judge, Overrides
from policies.registry import rules
from policies.rule import Level, Rule, Sketch, Verdict
from policies.servicer import Servicer
from policies.tokens import STACK
from tests.policies.sketches import ABSENT, changed, estate, request, urn

ALL = tuple(rules().values())
CASES = ("good", "bad", "absent", "default", "unknown")


def environment_of(rule: Rule) -> Environment:
    """Return the strictest environment in which the rule is on."""
    order = (Environment.PRODUCTION, Environment.GLOBAL, Environment.DEVELOPMENT)
    return next(e for e in order if rule.levels.of(e) is not Level.DISABLED)


def example(rule: Rule, case: str) -> tuple[tuple[Sketch, ...], Verdict]:
    """Return the sketches of a case and the verdict that the rule promises."""
    if case == "good":
        return rule.good, Verdict.PASS
    if case == "bad":
        return rule.bad, Verdict.VIOLATION
    if case == "absent":
        return changed(rule.good, dict.fromkeys(rule.properties, ABSENT)), rule.absent
    if case == "default":
        values = {name: rule.defaults.get(name) for name in rule.properties}
        return changed(rule.good, values), rule.absent
    return changed(rule.good, {rule.properties[0]: UNKNOWN}), rule.unknown


def verdict(findings: list[Any], subject: str, rule: Rule) -> Verdict:
    mine = {f.verdict for f in findings if f.urn == subject and f.rule == rule.id}
    return next((v for v in (Verdict.VIOLATION, Verdict.UNDECIDED) if v in mine), Verdict.PASS)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_directly(rule: Rule, case: str) -> None:
    sketches, wanted = example(rule, case)
    judge = Judge((rule,), environment_of(rule))
    assert verdict(list(judge.everything(estate(sketches))), urn(sketches[0]), rule) is wanted


STACKS = {
    Environment.PRODUCTION: "prod",
    Environment.GLOBAL: "global",
    Environment.DEVELOPMENT: "dev",
}
UNNAMED = "estate"
"""The name of a stack that does not say what it is."""


@pytest.fixture(scope="module")
def stubs() -> Generator[dict[str, Any]]:
    """The pack on a real gRPC server, configured for a stack of each environment."""
    servers, found = [], {}
    for stack in (*STACKS.values(), UNNAMED):
        server = grpc.server(ThreadPoolExecutor(max_workers=2))
        analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Servicer(rules()), server)
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        servers.append(server)
        channel = grpc.insecure_channel(f"127.0.0.1:{port}")
        stub = analyzer_pb2_grpc.AnalyzerStub(channel)
        stub.ConfigureStack(analyzer_pb2.AnalyzerStackConfigureRequest(stack=stack, dry_run=True))
        info = stub.GetAnalyzerInfo(Empty())
        levels = {
            p.name: analyzer_pb2.PolicyConfig(enforcementLevel=p.enforcementLevel)
            for p in info.policies
        }
        stub.Configure(analyzer_pb2.ConfigureAnalyzerRequest(policyConfig=levels))
        found[stack] = stub
    yield found
    for server in servers:
        server.stop(0).wait()


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_over_grpc(rule: Rule, case: str, stubs: dict[str, Any]) -> None:
    sketches, wanted = example(rule, case)
    environment = environment_of(rule)
    stack = UNNAMED if rule.types == (STACK,) else STACKS[environment]
    messages = [request(sketch, sketches, stack) for sketch in sketches]
    stub, diagnostics = stubs[stack], []
    for message in messages:
        one = analyzer_pb2.AnalyzeRequest(
            type=message.type,
            name=message.name,
            urn=message.urn,
            properties=message.properties,
            options=message.options,
            provider=message.provider,
        )
        diagnostics += stub.Analyze(one).diagnostics
    diagnostics += stub.AnalyzeStack(
        analyzer_pb2.AnalyzeStackRequest(resources=messages)
    ).diagnostics
    mine = [d for d in diagnostics if d.policyName == rule.id and d.urn == urn(sketches[0], stack)]
    undecided = [d for d in mine if d.message.startswith("can't run policy")]
    got = (
        Verdict.VIOLATION
        if len(mine) > len(undecided)
        else Verdict.UNDECIDED
        if undecided
        else Verdict.PASS
    )
    assert got is wanted
    level = rule.levels.of(environment)
    for diagnostic in mine:
        mandatory = level in (Level.MANDATORY, Level.REMEDIATE) and diagnostic not in undecided
        assert diagnostic.enforcementLevel == (
            analyzer_pb2.MANDATORY if mandatory else analyzer_pb2.ADVISORY
        )


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_it_can_be_switched_off(rule: Rule) -> None:
    overrides = Overrides(levels={rule.id: Level.DISABLED})
    judge = Judge((rule,), environment_of(rule), overrides)
    assert not list(judge.everything(estate(rule.bad)))


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_it_is_documented(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.id)
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert len(rule.rationale.split()) >= 12, "two or three sentences"
    assert rule.remedy
    assert rule.good[0].type in rule.types
    assert rule.bad[0].type in rule.types


def test_no_rule_imports_the_sdk_of_the_provider() -> None:
    for path in Path("policies").rglob("*.py"):
        assert "pulumi_aws" not in path.read_text(encoding="utf-8"), path


def test_a_rule_that_crashes_is_a_finding_that_names_it() -> None:
    def broken(view: Any, context: Any) -> Any:
        raise RuntimeError("hunter2")

    rule = ALL[0]
    broken_rule = replace(rule, check=broken)
    findings = list(Judge((broken_rule,), environment_of(rule)).everything(estate(rule.good)))
    assert [f.rule for f in findings] == [rule.id]
    assert "RuntimeError" in findings[0].message
    assert "hunter2" not in findings[0].message
