"""Global: one database in several regions. Which of them writes stands nowhere in here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi

from aurora.environments.care import PRODUCTION
from aurora.environments.instances import instances
from aurora.environments.password import candidate
from aurora.environments.shape import capacity, shape
from aurora.environments.site import Site, site
from aurora.environments.surroundings import dashboard, described, surround
from aurora.settings import GlobalSettings
from aurora.settings.names import cluster_identifier, estate_name, instance_identifier
from components import (
    GlobalDatabase,
    GlobalDatabaseArgs,
    MasterSecret,
    MasterSecretArgs,
    Member,
    Watched,
)

__all__ = ["build"]


def build(settings: GlobalSettings, stack: str) -> Mapping[str, Any]:
    """Build a global environment and return its outputs."""
    places = {
        region: site(stack, region, said.network, settings, PRODUCTION)
        for region, said in settings.regions.items()
    }
    secret = master_secret(settings, stack, places)
    database = GlobalDatabase(
        stack,
        GlobalDatabaseArgs(
            **shape(settings, stack, settings.origin, PRODUCTION),
            region=settings.origin,
            identifier=estate_name(settings.application, stack),
            credentials=secret.credentials,
            members={region: member(settings, stack, place) for region, place in places.items()},
            write_forwarding=settings.engine.global_write_forwarding,
        ),
    )
    watched = {region: watch(settings, stack, region) for region in places}
    for region, place in places.items():
        said = settings.regions[region]
        surround(
            place,
            database.clusters[region],
            watched[region],
            settings,
            PRODUCTION,
            said.autoscaling,
            said.serverless.max_acu if said.serverless else None,
        )
    board = dashboard(settings, stack, settings.origin, watched)
    return {
        "environment": settings.environment,
        "globalClusterIdentifier": database.identifier,
        "globalEndpoint": database.endpoint,
        "port": settings.database.port,
        "secretArn": secret.arn,
        "dashboardName": board.dashboard_name,
        "regions": {
            region: described(place, database.clusters[region])
            | {"secretArn": replica_arn(secret.arn, settings.origin, region)}
            for region, place in places.items()
        },
    }


def master_secret(settings: GlobalSettings, stack: str, places: Mapping[str, Site]) -> MasterSecret:
    """Build the secret with the master password and its copies in the other regions."""
    database = settings.database
    return MasterSecret(
        stack,
        MasterSecretArgs(
            region=settings.origin,
            tags=settings.tags,
            username=database.username,
            candidate=candidate(),
            key_arn=places[settings.origin].key.arn,
            engine=settings.engine.type,
            database_name=database.name,
            port=database.port,
            replicas={region: places[region].key.arn for region in settings.others},
            recovery_window_days=PRODUCTION.secret_recovery_days,
        ),
    )


def member(settings: GlobalSettings, stack: str, place: Site) -> Member:
    """Return the cluster of a region."""
    said = settings.regions[place.region]
    return Member(
        identifier=cluster_identifier(settings.application, stack, place.region),
        subnet_group_name=place.network.subnet_group_name,
        security_group_ids=[place.network.security_group_id],
        key_arn=place.key.arn,
        instances=instances(said.writer, said.readers),
        serverless=capacity(said.serverless),
    )


def watch(settings: GlobalSettings, stack: str, region: str) -> Watched:
    """Return what there is to watch in a region."""
    said = settings.regions[region]
    identifier = cluster_identifier(settings.application, stack, region)
    return Watched(
        cluster_identifier=identifier,
        instances={
            key: (instance_identifier(identifier, int(key)), instance.class_)
            for key, instance in instances(said.writer, said.readers).items()
        },
        member=True,
    )


def replica_arn(arn: pulumi.Output[str], origin: str, region: str) -> pulumi.Output[str]:
    """Return the ARN of a secret's copy in a region: only the region differs."""
    return arn.apply(lambda known: known.replace(f":{origin}:", f":{region}:", 1))
