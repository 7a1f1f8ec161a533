"""The language host: the same program gives the same stack as one that needs no host."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi import RunError, automation
from pulumi.runtime.proto import language_pb2, language_pb2_grpc
from pulumi.runtime.proto.codegen import hcl_pb2

from aurora.embedded import home, host
from aurora.engine.find import find
from tests.embedded.orphan import outlives_its_engine

PROGRAM = """
import sys
import pulumi

class Group(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("test:index:Group", name, {"kind": "group"}, opts)
        under = pulumi.ResourceOptions(parent=self)
        self.stash = pulumi.Stash(f"{name}-stash", input={"name": name}, opts=under)
        self.register_outputs({"name": name})

config = pulumi.Config()
pulumi.log.warn("told")
first = Group("first")
second = pulumi.Stash("second", input=first.stash.output["name"])
pulumi.export("word", config.require("word"))
pulumi.export("password", config.get_secret("password"))
pulumi.export("stack", f"{pulumi.get_project()}/{pulumi.get_stack()}")
pulumi.export("second", second.output)
pulumi.export("prefix", sys.prefix)
"""


class Project:
    """A project and an engine without a packaged host."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.engine = find()
        home.prepare(folder, self.engine.command)
        variables = home.variables(folder, "http://127.0.0.1:1", self.engine.command)
        self.environment = {**os.environ, **variables, "PULUMI_DEBUG_COMMANDS": "true"}

    def write(self, program: str, **options: str) -> None:
        runtime = {"name": "python", "options": options}
        (self.folder / "Pulumi.yaml").write_text(json.dumps({"name": "shop", "runtime": runtime}))
        (self.folder / "__main__.py").write_text(program)

    def pulumi(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["pulumi", *arguments, "--non-interactive", "--color", "never"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def done(self, *arguments: str) -> str:
        answer = self.pulumi(*arguments)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout

    def init(self) -> None:
        (self.folder / "Pulumi.dev.yaml").write_text("config: {shop:word: hello}\n")
        self.done("stack", "init", "dev")

    def up(self) -> str:
        return self.done("up", "--yes", "--skip-preview", "--stack", "dev")

    def resources(self) -> list[dict[str, Any]]:
        state = json.loads(self.done("stack", "export", "--show-secrets", "--stack", "dev"))
        kept = ("urn", "type", "parent", "inputs", "outputs", "dependencies", "custom")
        return [
            {key: resource.get(key) for key in kept}
            for resource in state["deployment"]["resources"]
        ]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.mark.lifecycle
def test_the_same_as_an_inline_program_which_needs_no_host(project):
    project.write(PROGRAM)
    project.init()
    project.done("config", "set", "password", "hunter2", "--secret")
    printed = project.up()
    assert "1 warning" in printed  # the engine took it as one, not as a line on standard error
    assert "$PATH" not in printed
    by_host = project.resources()

    project.done("destroy", "--yes", "--skip-preview", "--stack", "dev")
    code = compile(PROGRAM, "program", "exec")
    stack = automation.create_or_select_stack(
        "dev",
        project_name="shop",
        program=lambda: exec(code, {}),  # noqa: S102 - the program of this test
        opts=automation.LocalWorkspaceOptions(
            work_dir=str(project.folder),
            env_vars=project.environment,
            pulumi_command=automation.PulumiCommand(str(project.engine.command.parent.parent)),
        ),
    )
    stack.up()
    assert by_host == project.resources()
    outputs = by_host[0]["outputs"]
    assert outputs["stack"] == "shop/dev"
    assert outputs["word"] == "hello"
    assert "hunter2" not in printed


@pytest.mark.lifecycle
def test_a_program_runs_with_the_virtual_environment_that_it_names(project, tmp_path):
    place = tmp_path / "its own"
    venv.create(place, with_pip=False, symlinks=True)
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    [own] = (place / "lib").glob("python*/site-packages")
    (own / "others.pth").write_text(packages + "\n")
    project.write(PROGRAM, virtualenv="its own")
    project.init()
    project.up()
    assert json.loads(project.done("stack", "output", "--json"))["prefix"] == str(place)
    project.write("raise ValueError('from the other one')", virtualenv="its own")
    failing = project.pulumi("preview", "--stack", "dev")
    assert failing.returncode
    assert "from the other one" in failing.stdout


@pytest.mark.lifecycle
def test_a_mistake_is_told_without_a_traceback_and_a_fault_with_one(project):
    project.write("import pulumi\nraise pulumi.RunError('write it otherwise')")
    project.done("stack", "init", "dev")
    told = project.pulumi("preview", "--stack", "dev")
    assert told.returncode
    assert "write it otherwise" in told.stdout
    assert "Traceback" not in told.stdout
    project.write("import nonsense_that_is_nowhere")
    told = project.pulumi("preview", "--stack", "dev")
    assert told.returncode
    assert "No module named 'nonsense_that_is_nowhere'" in told.stdout


@pytest.fixture
def served() -> Iterator[tuple[subprocess.Popen[str], language_pb2_grpc.LanguageRuntimeStub]]:
    process = subprocess.Popen(
        [sys.executable, "-P", host.__file__, "127.0.0.1:1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    channel = grpc.insecure_channel(f"127.0.0.1:{process.stdout.readline().strip()}")
    yield process, language_pb2_grpc.LanguageRuntimeStub(channel)
    channel.close()
    process.kill()
    process.communicate()


def test_it_answers_what_the_engine_asks_first(served):
    _, client = served
    client.Handshake(language_pb2.LanguageHandshakeRequest(engine_address="127.0.0.1:1"))
    client.GetPluginInfo(empty_pb2.Empty())
    asked = language_pb2.GetRequiredPackagesRequest()
    assert not client.GetRequiredPackages(asked).packages
    assert client.About(language_pb2.AboutRequest()).executable == sys.executable


def test_it_ends_quietly_when_the_engine_interrupts_it(served):
    process, client = served
    client.GetPluginInfo(empty_pb2.Empty())
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert (process.returncode, errors) == (0, "")


def test_it_does_not_outlive_an_engine_that_was_killed():
    left = outlives_its_engine("-P", host.__file__, "127.0.0.1:1")
    assert not left, "the host is still there"


def test_it_writes_the_program_of_what_was_imported(served):
    _, client = served
    text = 'resource one "aws:sns/topic:Topic" {\n    name = "a"\n}\n'

    def written(text):
        request = language_pb2.GenerateProgramRequest(source={"anonymous.pp": text})
        return client.GenerateProgram(request)

    program = written(text).source["__main__.py"].decode()
    assert program.endswith('one = aws.sns.Topic("one",\n    name="a")\n')
    (diagnostic,) = written('resource one "gcp:x/y:Z" {\n}\n').diagnostics
    assert diagnostic.severity == hcl_pb2.DIAG_ERROR
    assert "gcp:x/y:Z" in diagnostic.detail


def test_it_runs_no_plugins_but_policy_packs(served):
    _, client = served
    request = language_pb2.RunPluginRequest(kind="resource")
    with pytest.raises(grpc.RpcError) as error:
        next(client.RunPlugin(request))
    assert error.value.code() is grpc.StatusCode.UNIMPLEMENTED


def test_a_pack_ends_when_the_engine_lets_go_of_it(served, tmp_path):
    _, client = served
    (tmp_path / "__main__.py").write_text("raise SystemExit\n")
    info = language_pb2.ProgramInfo(program_directory=str(tmp_path), root_directory=str(tmp_path))
    call = client.RunPlugin(language_pb2.RunPluginRequest(kind="analyzer", info=info, args=["x"]))
    port = next(call).stdout.decode().strip()
    assert port.isdigit()
    call.cancel()
    with pytest.raises(grpc.RpcError) as error:
        next(call)
    assert error.value.code() is grpc.StatusCode.CANCELLED


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("raise SystemExit", None),
        ("raise SystemExit(0)", None),
        ("raise SystemExit(3)", "exit code 3"),
        ("1 / 0", "division by zero"),
        ("import pulumi; raise pulumi.RunError('mine')", "^mine$"),
    ],
)
def test_what_a_program_raises(tmp_path, program, expected):
    file = tmp_path / "__main__.py"
    file.write_text(program)
    if expected is None:
        host._execute(file)
        return
    with pytest.raises(RunError, match=expected):
        host._execute(file)


def options(**given: str) -> language_pb2.ProgramInfo:
    info = language_pb2.ProgramInfo(root_directory="/nowhere")
    info.options.update(given)
    return info


def test_an_environment_that_is_not_there_is_no_reason_to_fail(tmp_path):
    assert host._interpreter(options()) == sys.executable
    assert host._interpreter(options(virtualenv=".venv")) == sys.executable
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.touch()
    assert host._interpreter(options(virtualenv=str(tmp_path))) == str(python)


def test_its_own_environment_by_another_path_is_still_its_own(tmp_path):
    (tmp_path / "link").symlink_to(sys.prefix)
    assert host._interpreter(options(virtualenv=str(tmp_path / "link"))) == sys.executable
