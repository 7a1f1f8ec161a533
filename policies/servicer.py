"""The pack as the engine calls it: one decoding a resource, all rules in one pass.

The SDK's own servicer decodes every property anew for each policy, which costs 14 ms a resource
with a hundred of them. This one keeps the SDK's description of the policies and runs them itself.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, Final

import grpc
from google.protobuf.empty_pb2 import Empty
from google.protobuf.json_format import MessageToDict
from pulumi.runtime.config import get_config_env
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc, plugin_pb2
from pulumi_policy import EnforcementLevel
from pulumi_policy.policy import _PolicyAnalyzerServicer

from aurora.errors import BadInput
from policies.adapter import message, policy
from policies.configuration import FOLDER, configuration, stack_environment, validate
from policies.environment import Environment, Found, find, stack_of, stated
from policies.estate import Estate
from policies.exemption import FILE, Exemptions, load
from policies.judge import Finding, Judge, Overrides
from policies.pack import PACK, VERSION
from policies.remediation import remediated
from policies.rule import Level, Rule
from policies.view import View
from policies.wire import resource_view, stack_view

__all__ = ["Servicer", "serve"]

MESSAGE_LIMIT: Final = 400 << 20
"""Bytes; the engine's own limit, so that a stack of thousands of resources passes."""

LEVELS: Final[Mapping[Level, analyzer_pb2.EnforcementLevel.ValueType]] = {
    Level.ADVISORY: analyzer_pb2.ADVISORY,
    Level.MANDATORY: analyzer_pb2.MANDATORY,
    # Whatever is still wrong after a remediation is a violation.
    Level.REMEDIATE: analyzer_pb2.MANDATORY,
    Level.DISABLED: analyzer_pb2.DISABLED,
}
READ: Final[Mapping[int, Level]] = {
    analyzer_pb2.ADVISORY: Level.ADVISORY,
    analyzer_pb2.MANDATORY: Level.MANDATORY,
    analyzer_pb2.REMEDIATE: Level.REMEDIATE,
    analyzer_pb2.DISABLED: Level.DISABLED,
}


class Servicer(analyzer_pb2_grpc.AnalyzerServicer):
    """Answers the engine for a set of rules.

    Args:
        rules: The rules by id.
        folder: The folder of the policy configuration.
    """

    def __init__(self, rules: Mapping[str, Rule], folder: Path = FOLDER) -> None:
        self.rules = rules
        self.folder = folder
        self.config: dict[str, object] = dict(get_config_env())
        self.stack, self.stack_tags = "", {}
        self.reported: Mapping[str, Level] = {}
        self.overrides = Overrides()
        self._judges: dict[tuple[Environment, str], Judge] = {}
        self._described: dict[Environment, Any] = {}
        self._exempt: Exemptions | None = None
        self._inputs: dict[str, View] = {}

    def Handshake(self, request: Any, context: Any) -> Any:
        """Answer that the pack is there; it needs nothing of the engine."""
        return analyzer_pb2.AnalyzerHandshakeResponse()

    def GetPluginInfo(self, request: Any, context: Any) -> Any:
        """Return the pack's version."""
        return plugin_pb2.PluginInfo(version=VERSION)

    def Cancel(self, request: Any, context: Any) -> Any:
        """Do nothing: no call lasts long enough to be cancelled."""
        return Empty()

    def ConfigureStack(self, request: Any, context: Any) -> Any:
        """Take the stack's name, config and tags, which say what environment it is."""
        self.config.update({key: str(value) for key, value in request.config.items()})
        self.stack, self.stack_tags = request.stack, dict(request.tags)
        return analyzer_pb2.AnalyzerStackConfigureResponse()

    def GetAnalyzerInfo(self, request: Any, context: Any) -> Any:
        """Describe the rules in the SDK's words, at their levels for this stack."""
        environment = self._environment(()).environment
        configured = configuration(self.folder, environment, self.stack, self.rules).overrides
        self.reported = {
            id_: configured.levels.get(id_, rule.levels.of(environment))
            for id_, rule in self.rules.items()
        }
        # The engine asks again for each resource, and describing a hundred rules takes time.
        if environment not in self._described:
            described = [policy(rule, self.reported[id_]) for id_, rule in self.rules.items()]
            servicer = _PolicyAnalyzerServicer(PACK, VERSION, described, EnforcementLevel.ADVISORY)
            self._described[environment] = servicer.GetAnalyzerInfo(request, context)
        return self._described[environment]

    def Configure(self, request: Any, context: Any) -> Any:
        """Take levels and parameters; a level as reported still follows the environment."""
        levels = {id_: READ[c.enforcementLevel] for id_, c in request.policyConfig.items()}
        self.overrides = Overrides(
            levels={id_: lvl for id_, lvl in levels.items() if lvl is not self.reported.get(id_)},
            parameters={
                id_: {key: _whole(v) for key, v in MessageToDict(c.properties).items()}
                for id_, c in request.policyConfig.items()
            },
        )
        self._judges = {}
        return Empty()

    def Remediate(self, request: Any, context: Any) -> Any:
        """Return the resource as the rules whose level is `remediate` would have it."""
        view = resource_view(request)
        fixes = self._judge((view,)).remediations(view)
        return remediated(request, fixes, self.rules)

    def Analyze(self, request: Any, context: Any) -> Any:
        """Judge one resource by the rules that need no other."""
        view = self._inputs[request.urn] = resource_view(request)
        findings = self._judge((view,)).resource(view)
        return self._answer(self._exemptions().apply(findings))

    def AnalyzeStack(self, request: Any, context: Any) -> Any:
        """Judge the whole stack by the rules that need it."""
        views = tuple(stack_view(item, self._inputs.get(item.urn)) for item in request.resources)
        found = self._environment(views)
        estate = Estate(stated(view, found) for view in views)
        judge, exemptions = self._judge(views), self._exemptions()
        everything = judge.everything(estate)
        stack_urn = next((view.urn for view in views), "")
        return self._answer(
            (
                *exemptions.apply(judge.stack(estate)),
                *(exemptions.review(everything, stack_urn) if exemptions.entries else ()),
            )
        )

    def _exemptions(self) -> Exemptions:
        """Return the exemptions of this day; read once a process, which lives for one operation."""
        if self._exempt is None:
            self._exempt = load(FILE, self.rules, date.today())
        return self._exempt

    def _environment(self, views: Iterable[View]) -> Found:
        """Return the environment of a stack; an analysis of a state names it in the URNs only."""
        views = tuple(views)
        stack = self._stack(views)
        tags = [view.get("tags.Environment") for view in views]
        return find(
            self.config,
            self.stack_tags,
            stack_environment(self.folder, stack, self.rules),
            stack,
            [tag for tag in tags if isinstance(tag, str)],
        )

    def _stack(self, views: Iterable[View]) -> str:
        return self.stack or next((stack_of(view.urn) for view in views), "")

    def _judge(self, views: tuple[View, ...]) -> Judge:
        """Return the judge of the stack; kept, since building one reads every rule."""
        key = (self._environment(views).environment, self._stack(views))
        if key not in self._judges:
            configured = configuration(self.folder, *key, self.rules).overrides
            self._judges[key] = Judge(self.rules.values(), key[0], configured.under(self.overrides))
        return self._judges[key]

    def _answer(self, findings: Iterable[Finding]) -> Any:
        return analyzer_pb2.AnalyzeResponse(
            diagnostics=[self._diagnostic(finding) for finding in findings]
        )

    def _diagnostic(self, finding: Finding) -> Any:
        rule = self.rules[finding.rule]
        text = message(rule, finding)
        return analyzer_pb2.AnalyzeDiagnostic(
            policyName=finding.rule,
            policyPackName=PACK,
            policyPackVersion=VERSION,
            description=rule.title,
            message=text if text.startswith("can't run policy") else f"{rule.title}\n{text}",
            enforcementLevel=LEVELS[finding.level],
            urn=finding.urn,
            severity=analyzer_pb2.PolicySeverity.Value(
                f"POLICY_SEVERITY_{finding.severity.value.upper()}"
            ),
        )


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def serve(rules: Mapping[str, Rule]) -> None:
    """Serve the pack on loopback until the engine ends the process; print the port first.

    What is wrong with a configuration or an exemption goes to the error stream, which the engine
    shows, and ends the process with code 2.
    """
    try:
        validate(FOLDER, rules)
        load(FILE, rules, date.today())
    except BadInput as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr, flush=True)
        sys.exit(2)
    options = [(f"grpc.max_{way}_message_length", MESSAGE_LIMIT) for way in ("send", "receive")]
    server = grpc.server(ThreadPoolExecutor(max_workers=4), options=options)
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Servicer(rules), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:  # how the engine asks a plugin to end
        server.stop(0)
