"""What the provider refuses in its own configuration, before any resource is looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, Final

import botocore.session
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
)

from aurora.embedded.provider.clients import Clients
from aurora.embedded.provider.configuration import KEYS, Configuration, decoded
from aurora.embedded.provider.plan.conversion import holds_unknown

__all__ = ["account_refusal", "credentials_refusal", "key_refusals"]

ENGINE_KEYS: Final = frozenset(("version", "pluginDownloadURL", "pluginChecksums", "__internal"))
"""Keys that the engine itself puts into a provider's inputs."""

CLOSE: Final = 2
"""Edit distance up to which another key is suggested."""

NO_REGION: Final = (
    "Missing region information\nMake sure you have set your AWS region, e.g. "
    "`pulumi config set aws:region us-west-2`."
)
NO_CREDENTIALS: Final = "No valid credential sources found."
WRONG_CREDENTIALS: Final = "The configured AWS credentials are invalid or have expired."
SETUP: Final = "\nFor additional details, see https://www.pulumi.com/registry/packages/aws/"


def key_refusals(given: Mapping[str, Any], provider: str) -> Iterator[str]:
    """Yield what is wrong with the keys of a provider's inputs.

    Args:
        given: The inputs.
        provider: The provider's name; a default one is worded for stack configuration.
    """
    if "assumeRole" in given:
        yield "invalid config key 'aws:assumeRole', should be 'aws:assumeRoles'"
    roles = decoded(given).get("assumeRoles")
    if roles is not None and not isinstance(roles, list) and not holds_unknown(roles):
        yield f"expected aws:assumeRoles to be an array, got {type(roles).__name__}"
    for key in sorted(given.keys() - KEYS - ENGINE_KEYS - {"assumeRole"}):
        yield _unknown(key, provider)
    if {"allowedAccountIds", "forbiddenAccountIds"} <= given.keys():
        for one, other in (("allowed", "forbidden"), ("forbidden", "allowed")):
            reason = (
                "could not validate provider configuration: Conflicting configuration arguments. "
                f'"{one}_account_ids": conflicts with {other}_account_ids'
            )
            yield f"{reason}. {_look(f'{one}AccountIds', provider)}"


def _unknown(key: str, provider: str) -> str:
    if not _default(provider):
        return (
            "could not validate provider configuration: Invalid or unknown key. "
            f"{_look(key, provider)}"
        )
    words = [f"`aws:{key}` is not a valid configuration key for the aws provider."]
    near = [f"`aws:{other}`" for other in sorted(KEYS) if 0 < _distance(key, other) <= CLOSE]
    if near:
        words.append(f"Did you mean {' or '.join(near)}?")
    words.append(
        "If the referenced key is not intended for the provider, please choose a different "
        "namespace from `aws:`."
    )
    return " ".join(words)


def _default(provider: str) -> bool:
    return provider.startswith("default")


def _look(key: str, provider: str) -> str:
    if _default(provider):
        return f"Check `pulumi config get aws:{key}`."
    return f"Examine values at '{provider}.{key}'."


def _distance(one: str, other: str) -> int:
    """Return the edit distance of two keys."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            cost = previous + (left != right)
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, cost)
    return row[-1]


def credentials_refusal(given: Mapping[str, Any], configuration: Configuration) -> str | None:
    """Return why the credentials cannot be used, None when STS accepts them.

    They are not looked at where the inputs or the environment say so, or something is unknown.
    """
    skipped = decoded(given).get("skipCredentialsValidation") is True
    from_environment = os.environ.get("AWS_SKIP_CREDENTIALS_VALIDATION", "")
    if skipped or from_environment.lower() in ("1", "true") or holds_unknown(dict(given)):
        return None
    region = given.get("region") or os.environ.get("AWS_REGION")
    if not (region or _shared_region(configuration)):
        return NO_REGION
    try:
        Clients(configuration)("sts", configuration.region).get_caller_identity()
    except (NoCredentialsError, PartialCredentialsError):
        return NO_CREDENTIALS + SETUP
    except ProfileNotFound:
        return (
            f'The AWS profile "{configuration.profile}" was not found.\n'
            "Check `aws:profile` and AWS_PROFILE."
        )
    except ClientError as error:
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") in (401, 403):
            return WRONG_CREDENTIALS + SETUP
        return f"unable to validate AWS credentials.\nDetails: {error}"
    except BotoCoreError as error:
        return f"unable to validate AWS credentials.\nDetails: {error}"
    return None


def _shared_region(configuration: Configuration) -> str:
    """Return the region of the environment's second name, or of the shared configuration file."""
    try:
        session = botocore.session.Session(profile=configuration.profile or None)
        return session.get_config_variable("region") or ""
    except BotoCoreError:
        return ""


def account_refusal(configuration: Configuration, clients: Clients) -> str | None:
    """Return why the account may not be used, None when it may.

    Raises:
        ClientError: AWS does not say which account it is.
        BotoCoreError: AWS cannot be asked.
    """
    allowed, forbidden = configuration.allowed_accounts, configuration.forbidden_accounts
    if not allowed and not forbidden:
        return None
    account = clients.account
    if account in forbidden or (allowed and account not in allowed):
        return f"AWS account ID not allowed: {account}"
    return None
