"""What the provider was configured with: region, credentials, endpoints, tags of every resource."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from botocore.loaders import create_loader

from aurora.values import UNKNOWN

__all__ = ["KEYS", "Configuration", "configure", "decoded", "partition"]

KEYS: Final = frozenset(
    [
        "accessKey",
        "allowedAccountIds",
        "assumeRoleWithWebIdentity",
        "assumeRoles",
        "customCaBundle",
        "defaultTags",
        "ec2MetadataServiceEndpoint",
        "ec2MetadataServiceEndpointMode",
        "endpoints",
        "forbiddenAccountIds",
        "httpProxy",
        "httpsProxy",
        "ignoreTags",
        "insecure",
        "maxRetries",
        "noProxy",
        "profile",
        "region",
        "retryMode",
        "s3UsEast1RegionalEndpoint",
        "s3UsePathStyle",
        "secretKey",
        "sharedConfigFiles",
        "sharedCredentialsFiles",
        "skipCredentialsValidation",
        "skipMetadataApiCheck",
        "skipRegionValidation",
        "skipRequestingAccountId",
        "stsRegion",
        "tagPolicyCompliance",
        "token",
        "tokenBucketRateLimiterCapacity",
        "useDualstackEndpoint",
        "useFipsEndpoint",
        "userAgents",
    ]
)
"""The provider's configuration keys (pulumi-aws 7.51.1)."""

FALLBACK_REGION: Final = "us-east-1"
"""Where calls go that are made before a region is configured."""

SERVICES: Final = {
    "appautoscaling": "application-autoscaling",
    "applicationautoscaling": "application-autoscaling",
    "cloudwatchevents": "events",
    "cloudwatchlog": "logs",
    "cloudwatchlogs": "logs",
    "eventbridge": "events",
}
"""botocore's names of services whose endpoint keys are others."""

DEFAULT_TAG: Final = "TF_AWS_DEFAULT_TAGS_"


@cache
def partition(region: str) -> str:
    """Return the partition whose regions a name is like; empty when it is like none."""
    partitions = create_loader().load_data("partitions")["partitions"]
    return next((p["id"] for p in partitions if re.match(p["regionRegex"], region)), "")


@dataclass(frozen=True)
class Configuration:
    """A configured provider.

    Attributes:
        region: The region of resources that name none.
        endpoint: URL of every service; empty for the real ones.
        endpoints: URL by botocore's name of the service, before `endpoint`.
        profile: Profile of the shared configuration files.
        access_key: Access key id.
        secret_key: Secret access key; never shown.
        token: Session token; never shown.
        roles: ARNs of the roles to assume, one after the other.
        default_tags: Tags of every resource that takes tags.
        ignore_keys: Tag keys that are left alone.
        ignore_prefixes: Prefixes of such keys.
        allowed_accounts: Accounts that may be used; empty allows all.
        forbidden_accounts: Accounts that may not.
        account_asked: Whether STS is asked for the account id.
    """

    region: str = FALLBACK_REGION
    endpoint: str = ""
    endpoints: Mapping[str, str] = field(default_factory=dict)
    profile: str = ""
    access_key: str = ""
    secret_key: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    roles: tuple[str, ...] = ()
    default_tags: Mapping[str, str] = field(default_factory=dict)
    ignore_keys: frozenset[str] = frozenset()
    ignore_prefixes: tuple[str, ...] = ()
    allowed_accounts: tuple[str, ...] = ()
    forbidden_accounts: tuple[str, ...] = ()
    account_asked: bool = True

    def ignored(self, key: str) -> bool:
        """Return whether a tag key is not the provider's business."""
        return key in self.ignore_keys or key.startswith(("aws:", *self.ignore_prefixes))

    def all_tags(self, tags: Any) -> Any:
        """Return the default tags overlaid with a resource's own; unknown if those are."""
        if tags is UNKNOWN or (isinstance(tags, dict) and UNKNOWN in tags.values()):
            return UNKNOWN
        merged = {**self.default_tags, **(tags if isinstance(tags, dict) else {})}
        return {key: value for key, value in merged.items() if not self.ignored(key)}

    def own_tags(self, found: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
        """Return the tags that are a resource's own: no defaults, unless the program gave them."""
        return {
            key: value
            for key, value in found.items()
            if not self.ignored(key) and (key in given or self.default_tags.get(key) != value)
        }

    def endpoint_of(self, service: str) -> str | None:
        """Return the URL of a service, None for AWS's own."""
        return self.endpoints.get(service) or self.endpoint or None


def configure(
    given: Mapping[str, Any], environment: Mapping[str, str] | None = None
) -> Configuration:
    """Return the configuration from the provider's inputs, completed from the environment.

    Args:
        given: The provider's inputs; values that are no texts arrive as JSON.
        environment: Environment variables; those of this process when left out.
    """
    env = os.environ if environment is None else environment
    values = decoded(given)
    ignored = _mapping(values.get("ignoreTags"))
    return Configuration(
        region=values.get("region")
        or env.get("AWS_REGION")
        or env.get("AWS_DEFAULT_REGION")
        or FALLBACK_REGION,
        endpoint=env.get("AWS_ENDPOINT_URL", ""),
        endpoints=_endpoints(values.get("endpoints")),
        profile=values.get("profile") or "",
        access_key=values.get("accessKey") or "",
        secret_key=values.get("secretKey") or "",
        token=values.get("token") or "",
        roles=_roles(values),
        default_tags=_default_tags(values, env),
        ignore_keys=frozenset(
            (*_texts(ignored.get("keys")), *_listed(env, "TF_AWS_IGNORE_TAGS_KEYS"))
        ),
        ignore_prefixes=(
            *_texts(ignored.get("keyPrefixes")),
            *_listed(env, "TF_AWS_IGNORE_TAGS_KEY_PREFIXES"),
        ),
        allowed_accounts=_texts(values.get("allowedAccountIds")),
        forbidden_accounts=_texts(values.get("forbiddenAccountIds")),
        account_asked=values.get("skipRequestingAccountId") is not True,
    )


def decoded(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the provider's inputs with the JSON texts among them as values."""
    return {key: _decoded(value) for key, value in given.items()}


def _decoded(value: Any) -> Any:
    if isinstance(value, str) and (value[:1] in ("[", "{") or value in ("true", "false")):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _listed(environment: Mapping[str, str], name: str) -> list[str]:
    return [item for item in environment.get(name, "").split(",") if item]


def _default_tags(values: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, str]:
    tags = {
        name.removeprefix(DEFAULT_TAG): value
        for name, value in environment.items()
        if name.startswith(DEFAULT_TAG)
    }
    given = _mapping(_mapping(values.get("defaultTags")).get("tags"))
    return {**tags, **{str(key): str(value) for key, value in given.items()}}


def _endpoints(value: Any) -> dict[str, str]:
    return {
        SERVICES.get(service, service): url
        for entry in _mappings(value)
        for service, url in entry.items()
        if isinstance(url, str) and url
    }


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _roles(values: Mapping[str, Any]) -> tuple[str, ...]:
    entries = _mappings(values.get("assumeRoles"))
    return tuple(str(entry["roleArn"]) for entry in entries if entry.get("roleArn"))
