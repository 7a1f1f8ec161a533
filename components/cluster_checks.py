"""What a cluster asks of its arguments; what AWS says of their values is AWS's to refuse."""

from __future__ import annotations

from aurora.catalogue.classes import SERVERLESS
from aurora.catalogue.limits import limit
from aurora.catalogue.logs import log_types
from aurora.catalogue.names import IDENTIFIER, IDENTIFIER_WORDS
from components.checks import Check
from components.cluster_args import ClusterArgs
from components.credentials import ManagedCredentials
from components.maintenance_window import MaintenanceWindow

__all__ = ["CHECKS", "is_identifier"]


def is_identifier(text: str) -> bool:
    """Tell whether a text can identify a cluster whose instances are named after it."""
    return bool(IDENTIFIER.match(text)) and limit("identifier-length").allows(len(text))


CHECKS = (
    Check[ClusterArgs](
        code="AUR-103",
        holds=lambda args: is_identifier(args.identifier),
        message=lambda args: f"{args.identifier!r} cannot identify a cluster",
        allowed=f"{IDENTIFIER_WORDS}; {limit('identifier-length')}",
        remedy="correct `identifier`",
    ),
    Check[ClusterArgs](
        code="AUR-105",
        holds=lambda args: bool(args.credentials or args.source or args.membership),
        message=lambda args: "an empty database needs a master user",
        allowed="ManagedCredentials, or OwnCredentials",
        remedy="give `credentials`",
    ),
    Check[ClusterArgs](
        code="AUR-105",
        holds=lambda args: (
            not (args.membership and isinstance(args.credentials, ManagedCredentials))
        ),
        message=lambda args: "AWS manages no master password in a global database",
        allowed="OwnCredentials",
        remedy="keep the password in a MasterSecret and give its `credentials`",
    ),
    Check[ClusterArgs](
        code="AUR-108",
        holds=lambda args: (
            args.serverless is not None
            or all(instance.class_ != SERVERLESS for instance in args.instances.values())
        ),
        message=lambda args: f"a {SERVERLESS} instance needs its cluster's capacity",
        allowed="Capacity(min_acu=..., max_acu=...)",
        remedy="give `serverless`",
    ),
    Check[ClusterArgs](
        code="AUR-108",
        holds=lambda args: all(
            limit("promotion-tier").allows(instance.promotion_tier)
            for instance in args.instances.values()
        ),
        message=lambda args: "an instance has a promotion tier that RDS does not know",
        allowed=str(limit("promotion-tier")),
        remedy="correct `promotion_tier`",
    ),
    Check[ClusterArgs](
        code="AUR-109",
        holds=lambda args: args.monitoring.interval == 0 or args.monitoring.role_arn is not None,
        message=lambda args: "enhanced monitoring needs a role",
        allowed="the ARN of a MonitoringRole, or an interval of 0",
        remedy="give `monitoring.role_arn`",
    ),
    Check[ClusterArgs](
        code="AUR-107",
        holds=lambda args: set(args.logs.exports) <= set(log_types(args.engine)),
        message=lambda args: (
            f"{args.engine} does not write "
            + ", ".join(sorted(set(args.logs.exports) - set(log_types(args.engine))))
        ),
        allowed="the log types of the engine",
        remedy="correct `logs.exports`",
    ),
    Check[ClusterArgs](
        code="AUR-110",
        holds=lambda args: MaintenanceWindow.read(args.maintenance_window) is not None,
        message=lambda args: f"{args.maintenance_window!r} is no weekly window",
        allowed="ddd:HH:MM-ddd:HH:MM in UTC, such as sun:04:00-sun:06:00",
        remedy="correct `maintenance_window`",
    ),
)
