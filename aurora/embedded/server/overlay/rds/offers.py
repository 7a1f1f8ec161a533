"""What AWS offers: engine versions, instance classes, certificates, quotas, defaults."""

from __future__ import annotations

import datetime
from typing import Any

from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

from aurora.catalogue.certificates import authorities, default_authority
from aurora.catalogue.classes import InstanceClass, classes
from aurora.catalogue.engines import ENGINES, label, majors
from aurora.catalogue.features import supports
from aurora.catalogue.limits import limits
from aurora.catalogue.logs import log_types
from aurora.catalogue.versions import Status, Version, number, versions

from .faults import fault, value
from .given import given
from .parameter_group import ClusterParameterGroup, InstanceParameterGroup, ParameterGroup
from .parameters import engine_of
from .snapshots import LICENSES
from .state import State
from .versions import found as version_found

__all__ = ["Offers"]

# Begin and length of the authorities' own certificates: our assumption, no source gives them.
_CERTIFICATES_BEGIN = datetime.datetime(2021, 5, 18, 23)
_CERTIFICATE_YEARS = 40
_QUOTAS = {
    # AWS's name of a quota -> limit of the catalogue
    "DBClusters": "clusters",
    "DBInstances": "instances",
    "DBClusterParameterGroups": "cluster-parameter-groups",
    "CustomEndpointsPerDBCluster": "custom-endpoints",
    "DBClusterRoles": "cluster-roles",
}


class Offers(State):
    """Operations that only tell what there is."""

    def engine_versions(self, parameters: Any) -> list[dict[str, Any]]:
        """Return engine versions: by default those that new clusters can take."""
        settings = given("DescribeDBEngineVersions", parameters)
        filters = {f["Name"]: f["Values"] for f in settings.get("Filters") or []}
        engines = [settings["Engine"]] if settings.get("Engine") else list(ENGINES)
        wanted, family = settings.get("EngineVersion"), settings.get("DBParameterGroupFamily")
        entries = [
            entry
            for engine in engines
            if engine in ENGINES
            for entry in versions(engine).values()
            if (settings.get("IncludeAll") or entry.status is not Status.RETIRED)
            and (not wanted or f"{entry.name}.".startswith(f"{wanted}."))
            and family in {None, entry.major.family}
            and _passes(entry, filters)
        ]
        if settings.get("DefaultOnly") and entries:
            default = version_found(entries[-1].engine, wanted)
            entries = [entry for entry in entries if entry.name == default.name] or entries[-1:]
        return [_version_answer(entry) for entry in entries]

    def major_versions(self, parameters: Any) -> list[dict[str, Any]]:
        """Return the major versions with the ends of their support."""
        settings = given("DescribeDBMajorEngineVersions", parameters)
        return [
            {
                "Engine": engine,
                "MajorEngineVersion": major.name,
                "SupportedEngineLifecycles": _lifecycles(major),
            }
            for engine in ENGINES
            if settings.get("Engine") in {None, engine}
            for major in majors(engine).values()
            if settings.get("MajorEngineVersion") in {None, major.name}
        ]

    def orderable(self, parameters: Any) -> list[dict[str, Any]]:
        """Return the instance classes of an engine's versions."""
        settings = given("DescribeOrderableDBInstanceOptions", parameters)
        engine = settings.get("Engine", "")
        if engine not in ENGINES:
            raise value(f"Invalid DB engine: {engine}")
        zones = [{"Name": z.name} for z in RegionsAndZonesBackend.zones[self.region_name]]
        wanted = settings.get("EngineVersion")
        return [
            _option(entry, found, zones)
            for entry in versions(engine).values()
            if entry.status is not Status.RETIRED
            and (not wanted or f"{entry.name}.".startswith(f"{wanted}."))
            for found in classes().values()
            if settings.get("DBInstanceClass") in {None, found.name}
            and self.region_name not in found.not_in
            and engine in found.engines
            and entry.major.name in found.majors.get(engine, (entry.major.name,))
        ]

    def certificates(self, name: str | None) -> list[dict[str, Any]]:
        """Return the certificate authorities of the region."""
        if name and name not in authorities():
            raise fault("CertificateNotFound", f"Certificate {name} not found.")
        until = _CERTIFICATES_BEGIN + datetime.timedelta(days=365 * _CERTIFICATE_YEARS)
        return [
            {
                "CertificateIdentifier": authority,
                "CertificateType": "CA",
                "Thumbprint": "0" * 40,
                "ValidFrom": _CERTIFICATES_BEGIN,
                "ValidTill": until,
                "CertificateArn": f"arn:{self.partition}:rds:{self.region_name}::cert:{authority}",
                "CustomerOverride": False,
            }
            for authority in authorities()
            if name in {None, "", authority}
        ]

    def default_certificate(self) -> str:
        """Return the authority of new instances."""
        return default_authority()

    def account_quotas(self) -> list[dict[str, Any]]:
        """Return quotas of the account with what is used."""
        used = {
            "DBClusters": len(self.clusters),
            "DBInstances": len(self.databases),
            "DBClusterParameterGroups": len(self.db_cluster_parameter_groups),
        }
        known = limits()
        return [
            {
                "AccountQuotaName": name,
                "Used": used.get(name, 0),
                "Max": int(known[key].high or 0),
            }
            for name, key in _QUOTAS.items()
        ]

    def engine_defaults(self, family: str, of_cluster: bool) -> dict[str, Any]:
        """Return the parameters of a family as nobody has set them."""
        if engine_of(family) is None:
            raise value(f"DBParameterGroupFamily {family} is not a valid parameter group family")
        kind: type[ParameterGroup] = ClusterParameterGroup if of_cluster else InstanceParameterGroup
        group = kind(self, {"Name": f"default.{family}", "DBParameterGroupFamily": family})
        return {"DBParameterGroupFamily": family, "Parameters": group.answers()}


def _passes(entry: Version, filters: dict[str, list[str]]) -> bool:
    read = {
        "db-parameter-group-family": entry.major.family,
        "engine": entry.engine,
        "engine-mode": "provisioned",
        "engine-version": entry.name,
        "status": "deprecated" if entry.status is Status.RETIRED else "available",
    }
    unknown = set(filters) - set(read)
    if unknown:
        raise value(f"Unrecognized filter name: {', '.join(sorted(unknown))}")
    return all(read[name] in values for name, values in filters.items())


def _targets(entry: Version) -> list[dict[str, Any]]:
    return [
        {
            "Engine": entry.engine,
            "EngineVersion": other.name,
            "Description": f"{label(entry.engine)} {other.name}",
            "AutoUpgrade": False,
            "IsMajorVersionUpgrade": other.major != entry.major,
            "SupportedEngineModes": ["provisioned"],
            "SupportsGlobalDatabases": True,
            "SupportsLocalWriteForwarding": supports("local-write-forwarding", other),
        }
        for other in versions(entry.engine).values()
        if other.status is Status.OFFERED
        and number(other.name) > number(entry.name)
        and other.limitless == entry.limitless
    ]


def _version_answer(entry: Version) -> dict[str, Any]:
    serverless = {"MinCapacity": 0 if supports("auto-pause", entry) else 0.5}
    serverless["MaxCapacity"] = 256 if supports("acu-256", entry) else 128
    return {
        "Engine": entry.engine,
        "MajorEngineVersion": entry.major.name,
        "EngineVersion": entry.name,
        "DBParameterGroupFamily": entry.major.family,
        "DBEngineDescription": label(entry.engine),
        "DBEngineVersionDescription": f"{label(entry.engine)} {entry.name}",
        "ValidUpgradeTarget": _targets(entry),
        "ExportableLogTypes": list(log_types(entry.engine)),
        "SupportsLogExportsToCloudwatchLogs": True,
        "SupportsReadReplica": False,
        "SupportedEngineModes": ["provisioned"],
        "SupportedFeatureNames": [],
        "Status": "deprecated" if entry.status is Status.RETIRED else "available",
        "SupportsParallelQuery": entry.engine == "aurora-mysql",
        "SupportsGlobalDatabases": True,
        "SupportsBabelfish": entry.engine == "aurora-postgresql",
        "SupportsLimitlessDatabase": entry.limitless,
        "SupportsCertificateRotationWithoutRestart": True,
        "SupportedCACertificateIdentifiers": list(authorities()),
        "SupportsLocalWriteForwarding": supports("local-write-forwarding", entry),
        "SupportsIntegrations": True,
        "TagList": [],
        "ServerlessV2FeaturesSupport": serverless if supports("serverless-v2", entry) else None,
    }


def _lifecycles(major: Any) -> list[dict[str, Any]]:
    names = {
        "open-source-rds-standard-support": major.standard_support,
        "open-source-rds-extended-support": major.extended_support,
    }
    return [
        {
            "LifecycleSupportName": name,
            "LifecycleSupportEndDate": datetime.datetime(end.year, end.month, end.day),
        }
        for name, end in names.items()
        if end
    ]


def _option(entry: Version, found: InstanceClass, zones: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "Engine": entry.engine,
        "EngineVersion": entry.name,
        "DBInstanceClass": found.name,
        "LicenseModel": LICENSES[entry.engine],
        "AvailabilityZones": zones,
        "MultiAZCapable": False,
        "ReadReplicaCapable": False,
        "Vpc": True,
        "SupportsStorageEncryption": True,
        "StorageType": "aurora",
        "SupportsIops": False,
        "SupportsStorageThroughput": False,
        "SupportsEnhancedMonitoring": True,
        "SupportsIAMDatabaseAuthentication": True,
        "SupportsPerformanceInsights": entry.engine in found.insights,
        "AvailableProcessorFeatures": [],
        "SupportedEngineModes": ["provisioned"],
        "SupportsStorageAutoscaling": False,
        "SupportsKerberosAuthentication": True,
        "OutpostCapable": False,
        "SupportedActivityStreamModes": ["sync", "async"]
        if entry.engine == "aurora-postgresql"
        else ["async"],
        "SupportsGlobalDatabases": found.global_database,
        "SupportedNetworkTypes": ["IPV4", "DUAL"],
        "SupportsClusters": True,
        "SupportsDedicatedLogVolume": False,
        "SupportsHttpEndpoint": found.data_api,
    }
