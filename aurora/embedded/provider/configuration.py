"""What the provider was configured with: region, credentials, endpoint, tags of every resource."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from aurora.values import UNKNOWN

__all__ = ["KEYS", "Configuration", "configure"]

KEYS: Final = frozenset(
    (
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
        "s3UsePathStyle",
        "s3UsEast1RegionalEndpoint",
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
        "version",
        "pluginDownloadURL",
    )
)
"""The provider's configuration keys (pulumi-aws 7.51.1)."""

FALLBACK_REGION: Final = "us-east-1"


@dataclass(frozen=True)
class Configuration:
    """A configured provider.

    Attributes:
        region: The region of resources that name none.
        endpoint: URL of AWS; empty for the real one.
        access_key: Access key id.
        secret_key: Secret access key; never shown.
        default_tags: Tags of every resource that takes tags.
        ignore_keys: Tag keys that are left alone.
        ignore_prefixes: Prefixes of such keys.
        allowed_accounts: Accounts that may be used; empty allows all.
        forbidden_accounts: Accounts that may not.
    """

    region: str = FALLBACK_REGION
    endpoint: str = ""
    access_key: str = ""
    secret_key: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    default_tags: Mapping[str, str] = field(default_factory=dict)
    ignore_keys: frozenset[str] = frozenset()
    ignore_prefixes: tuple[str, ...] = ()
    allowed_accounts: tuple[str, ...] = ()
    forbidden_accounts: tuple[str, ...] = ()

    def ignored(self, key: str) -> bool:
        """Return whether a tag key is not the provider's business."""
        return key in self.ignore_keys or key.startswith(("aws:", *self.ignore_prefixes))

    def all_tags(self, tags: Any) -> Any:
        """Return the default tags overlaid with a resource's own; unknown if those are."""
        if tags is UNKNOWN or (isinstance(tags, dict) and UNKNOWN in tags.values()):
            return UNKNOWN
        merged = {**self.default_tags, **(tags or {})}
        return {key: value for key, value in merged.items() if not self.ignored(key)}

    def own_tags(self, found: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
        """Return the tags that are a resource's own: no defaults, unless the program gave them."""
        return {
            key: value
            for key, value in found.items()
            if not self.ignored(key) and (key in given or self.default_tags.get(key) != value)
        }


def configure(given: Mapping[str, Any]) -> Configuration:
    """Return the configuration from the provider's inputs, completed from the environment.

    Values that are not texts arrive as JSON.
    """
    values = {key: _decoded(value) for key, value in given.items()}
    env = os.environ
    tags, ignored = values.get("defaultTags") or {}, values.get("ignoreTags") or {}
    endpoints = values.get("endpoints") or [{}]
    urls = [url for entry in endpoints if isinstance(entry, dict) for url in entry.values()]
    return Configuration(
        region=values.get("region")
        or env.get("AWS_REGION")
        or env.get("AWS_DEFAULT_REGION")
        or FALLBACK_REGION,
        endpoint=next(
            (url for url in urls if isinstance(url, str)), env.get("AWS_ENDPOINT_URL", "")
        ),
        access_key=values.get("accessKey") or env.get("AWS_ACCESS_KEY_ID", ""),
        secret_key=values.get("secretKey") or env.get("AWS_SECRET_ACCESS_KEY", ""),
        token=values.get("token") or env.get("AWS_SESSION_TOKEN", ""),
        default_tags={str(k): str(v) for k, v in (tags.get("tags") or {}).items()},
        ignore_keys=frozenset(ignored.get("keys") or ()),
        ignore_prefixes=tuple(ignored.get("keyPrefixes") or ()),
        allowed_accounts=tuple(values.get("allowedAccountIds") or ()),
        forbidden_accounts=tuple(values.get("forbiddenAccountIds") or ()),
    )


def _decoded(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in "[{tf":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
