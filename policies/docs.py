"""Writes docs/policies.md and a page a rule from the rules themselves: python -m policies.docs."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from policies.framework import frameworks, peers
from policies.registry import rules
from policies.rule import Level, Parameter, Rule, Sketch

__all__ = ["pages"]

ROOT: Final = Path(__file__).parent.parent
TOOLS: Final[Mapping[str, str]] = {
    "security-hub": "AWS Security Hub",
    "config": "AWS Config",
    "checkov": "checkov",
    "trivy": "trivy",
    "prowler": "prowler",
    "cdk-nag": "cdk-nag",
    "guard": "cfn-guard registry",
    "compliance-policies": "Pulumi compliance-policies",
    "kics": "KICS",
    "control-tower": "AWS Control Tower",
}
NOTICE: Final = "<!-- Written by python -m policies.docs; change the rule, not this page. -->"


def pages() -> Iterator[tuple[str, str]]:
    """Yield the path, relative to the project, and the text of each page."""
    yield "docs/policies.md", _text(_index())
    for rule in rules().values():
        yield f"docs/policies/{rule.id}.md", _text(_page(rule))


def _text(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _index() -> Iterator[str]:
    yield from (NOTICE, "", "# Policies", "")
    yield (
        f"{len(rules())} rules judge every plan: `aurora check`, "
        "`pulumi preview --policy-pack policies`,"
    )
    yield "`aurora check --state FILE` and `pulumi policy analyze` give the same findings."
    yield ""
    yield "Levels: **M**andatory refuses, **A**dvisory reports, - is off; for production, global"
    yield "and development environments. `policies/configuration/` changes levels and parameters,"
    yield "for an environment, for one stack (`stack.STACK.toml`) or by a preset;"
    yield "`policies/exemptions.toml` exempts resources until a day. Rules marked ! are never"
    yield "exempt, rules marked R can remediate."
    for area, mine in _areas().items():
        yield from ("", f"## {area}", "", "| rule | asks | severity | P | G | D |")
        yield "|---|---|---|---|---|---|"
        for rule in mine:
            marks = "!" * rule.never_exempt + "R" * (rule.remediate is not None)
            name = f"[{rule.id}](policies/{rule.id}.md) {marks}".rstrip()
            yield f"| {name} | {rule.title} | {rule.severity} | {' | '.join(_levels(rule))} |"
    yield from _coverage()
    yield from _not_covered()


def _areas() -> Mapping[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules().values():
        area = rule.check.__module__.split(".")[1].replace("_", " ")
        found.setdefault(area.capitalize(), []).append(rule)
    return dict(sorted(found.items()))


def _levels(rule: Rule) -> tuple[str, ...]:
    given = (rule.levels.production, rule.levels.global_, rule.levels.development)
    return tuple("-" if level is Level.DISABLED else level.value[0].upper() for level in given)


def _coverage() -> Iterator[str]:
    yield from ("", "## Coverage against other tools", "")
    yield "How many rules each tool has a counterpart for; the pages name them. The rest no tool"
    yield "has, most of them about global databases, Serverless v2, and how resources fit together."
    yield from ("", "| tool | rules with a counterpart |", "|---|--:|")
    for tool, title in TOOLS.items():
        yield f"| {title} | {sum(tool in entry for entry in peers().values())} |"
    alone = len(rules()) - sum(id_ in peers() for id_ in rules())
    yield f"| none of them | {alone} |"
    yield from ("", "| framework | requirements with rules | rules | of these, our judgement |")
    yield "|---|--:|--:|--:|"
    for framework in frameworks().values():
        entries = [entry for many in framework.requirements.values() for entry in many]
        own = sum(not entry.source for entry in entries)
        yield (
            f"| {framework.title}, {framework.version} | {len(framework.requirements)} "
            f"| {len(framework.rules)} | {own} of {len(entries)} mappings |"
        )


def _not_covered() -> Iterator[str]:
    text = (Path(__file__).parent / "not_covered.toml").read_text(encoding="utf-8")
    yield from ("", "## Not covered")
    for group in tomllib.loads(text)["group"]:
        yield from ("", group["why"], "")
        for item in group["items"]:
            ids = f" ({', '.join(item['ids'])})" if item["ids"] else ""
            yield f"- {item['what']}{ids}"


def _page(rule: Rule) -> Iterator[str]:
    production, global_, development = (
        rule.levels.production,
        rule.levels.global_,
        rule.levels.development,
    )
    yield from (NOTICE, "", f"# {rule.title}", "", f"`{rule.id}`, severity {rule.severity}.", "")
    yield "| production | global | development |"
    yield from ("|---|---|---|", f"| {production} | {global_} | {development} |", "")
    yield from (rule.rationale, "", f"**What to do**: {rule.remedy}.")
    if rule.setting:
        yield f"The key in a stack file: `{rule.setting}`."
    if rule.remediate:
        yield "At the level `remediate` the pack does it itself."
    if rule.never_exempt:
        yield "Nothing can be exempt from it."
    yield from ("", "Refused:", "", *_example(rule.bad), "", "Passes:", "", *_example(rule.good))
    if rule.parameters:
        yield from _parameters(rule.parameters)
    yield from _references(rule)


def _example(sketches: tuple[Sketch, ...]) -> Iterator[str]:
    yield "```yaml"
    for sketch in sketches:
        yield from (f"{sketch.name}:", f"  type: {sketch.type}")
        links = {
            path: [f"${{{name}.id}}" for name in names] if len(names) > 1 else f"${{{names[0]}.id}}"
            for path, names in sketch.links.items()
        }
        props = {**sketch.props, **links}
        if props:
            yield "  properties:"
            yield from (f"    {key}: {_value(value)}" for key, value in props.items())
        if sketch.protect or sketch.ignore_changes:
            yield "  options:"
            yield from ["    protect: true"] * sketch.protect
            yield from [f"    ignoreChanges: {_value(sketch.ignore_changes)}"] * bool(
                sketch.ignore_changes
            )
    yield "```"


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _parameters(parameters: tuple[Parameter, ...]) -> Iterator[str]:
    yield from ("", "| parameter | meaning | production | global | development |")
    yield "|---|---|---|---|---|"
    for p in parameters:
        defaults = (p.production, p.global_, p.development)
        cells = " | ".join(f"`{_value(value)}`".replace("|", "\\|") for value in defaults)
        yield f"| `{p.name}` | {p.description} | {cells} |"


def _references(rule: Rule) -> Iterator[str]:
    served = [
        (framework.title, requirement, mapped.source)
        for framework in frameworks().values()
        for requirement, entries in framework.requirements.items()
        for mapped in entries
        if mapped.rule == rule.id
    ]
    if served:
        yield from ("", "| framework | requirement | source |", "|---|---|---|")
        for title, requirement, source in served:
            yield f"| {title} | {requirement} | {source or 'our judgement'} |"
    entry = peers().get(rule.id, {})
    unchecked = frozenset(entry.get("unchecked", ()))
    if entry:
        yield from ("", "| tool | the same or nearly |", "|---|---|")
        for tool, title in TOOLS.items():
            if tool in entry:
                ids = (f"{id_} (not checked)" if id_ in unchecked else id_ for id_ in entry[tool])
                yield f"| {title} | {', '.join(ids)} |"
    if rule.url:
        yield from ("", f"AWS: <{rule.url}>" if "aws" in rule.url else f"See <{rule.url}>")


def main() -> None:
    """Write all pages, and remove those of rules that are gone."""
    wanted = dict(pages())
    for path in (ROOT / "docs" / "policies").glob("*.md"):
        if f"docs/policies/{path.name}" not in wanted:
            path.unlink()
    for name, text in wanted.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
