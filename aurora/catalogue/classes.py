"""Instance classes: size, engines, and what each can be used for."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache

from aurora.catalogue.data import facts
from aurora.catalogue.engines import ENGINES

__all__ = ["SERVERLESS", "InstanceClass", "classes", "instance_class", "nearest"]

SERVERLESS = "db.serverless"


@dataclass(frozen=True, kw_only=True)
class InstanceClass:
    """An instance class of Aurora.

    Attributes:
        name: As the API spells it: `db.r6g.large`.
        family: `r6g`; empty for db.serverless.
        processor: What it runs on.
        vcpus: Virtual processors; 0 for db.serverless, whose capacity moves.
        memory: GiB; 0 for db.serverless.
        engines: The engines that run on it.
        majors: By engine, the only major versions that run on it; empty when all do.
        burstable: A T class: CPU credits, for development.
        old: A generation that nobody should start with.
        optimized_reads: Keeps temporary data on local disks.
        global_database: AWS takes it in a global database (memory-optimised, r5 or newer).
        data_api: The Data API works on it.
        insights: The engines on which Performance Insights and Database Insights work on it.
            https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DatabaseInsights.Engines.html
        not_in: Regions whose price list has none of the family.
        assumed: What of this stands in no source; may be empty.
    """

    name: str
    family: str = ""
    processor: str = ""
    vcpus: int = 0
    memory: float = 0
    engines: tuple[str, ...] = ENGINES
    majors: dict[str, tuple[str, ...]]
    burstable: bool = False
    old: bool = False
    optimized_reads: bool = False
    global_database: bool = True
    data_api: bool = True
    insights: tuple[str, ...] = ENGINES
    not_in: frozenset[str] = frozenset()
    assumed: str = ""

    @property
    def serverless(self) -> bool:
        """Whether it scales by itself."""
        return self.name == SERVERLESS


@cache
def classes() -> dict[str, InstanceClass]:
    """Return every class by name, the smallest of each family first."""
    found = {
        f"db.{family}.{size}": described(family, size, entry)
        for family, entry in facts("classes")["families"].items()
        for size in entry["sizes"]
    }
    return found | {SERVERLESS: InstanceClass(name=SERVERLESS, majors={})}


def described(family: str, size: str, entry: dict) -> InstanceClass:
    """Return one class of a family."""
    vcpus = entry.get("vcpus", {}).get(size, facts("classes")["vcpus"][size])
    memory = entry.get("memory", {}).get(size, vcpus * entry.get("memory_per_vcpu", 0))
    by_engine = entry.get("sizes_by_engine", {})
    engines = tuple(e for e in entry["engines"] if size in by_engine.get(e, entry["sizes"]))
    unwatched = entry.get("no_insights", {})
    return InstanceClass(
        name=f"db.{family}.{size}",
        family=family,
        processor=entry["processor"],
        vcpus=vcpus,
        memory=memory,
        engines=engines,
        majors={engine: tuple(names) for engine, names in entry.get("majors", {}).items()},
        burstable=entry.get("burstable", False),
        old=entry.get("generation") == "old",
        optimized_reads=entry.get("optimized_reads", False),
        global_database=entry.get("global_database", True),
        data_api=entry.get("data_api", True),
        insights=tuple(e for e in engines if size not in unwatched.get(e, ())),
        not_in=frozenset(entry.get("not_in", ())),
        assumed=entry.get("assumed", ""),
    )


def instance_class(name: str) -> InstanceClass | None:
    """Return a class; None when AWS has none of that name for Aurora."""
    return classes().get(name)


def nearest(name: str, engine: str) -> tuple[str, ...]:
    """Return up to three classes of an engine that are spelt like the name."""
    usable = [c.name for c in classes().values() if engine in c.engines and not c.old]
    return tuple(difflib.get_close_matches(name, usable, 3, 0.5)) or ("db.r6g.large",)
