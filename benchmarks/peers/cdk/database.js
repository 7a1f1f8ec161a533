'use strict';

const { Annotations, Duration, RemovalPolicy } = require('aws-cdk-lib');
const appscaling = require('aws-cdk-lib/aws-applicationautoscaling');
const ec2 = require('aws-cdk-lib/aws-ec2');
const logs = require('aws-cdk-lib/aws-logs');
const rds = require('aws-cdk-lib/aws-rds');
const { Construct } = require('constructs');

const { clusterIdentifier, instanceIdentifiers } = require('./estate');

const PARAMETERS = {
  general_log: '1',
  log_output: 'FILE',
  long_query_time: '2',
  require_secure_transport: 'ON',
  server_audit_events: 'CONNECT,QUERY_DCL,QUERY_DDL',
  server_audit_logging: '1',
  slow_query_log: '1',
  tls_version: 'TLSv1.2,TLSv1.3',
};

/** The cluster of one region, with its instances, groups and logs. */
class Database extends Construct {
  constructor(scope, id, { said, region, network, key }) {
    super(scope, id);
    this.said = said;
    this.region = region;
    this.key = key;
    const identifier = clusterIdentifier(said, region);
    this.engine = rds.DatabaseClusterEngine.auroraMysql({
      version: rds.AuroraMysqlEngineVersion.of(said.engineVersion, '8.0'),
    });
    const groups = said.exports.map((kind) => this.logGroup(identifier, kind));
    this.instanceParameters = new rds.ParameterGroup(this, 'InstanceParameters', {
      engine: this.engine,
      description: `Instance parameters of ${said.name}-${region}`,
    });
    const [writer, ...readers] = instanceIdentifiers(said, region).map((name, index) =>
      this.instance(name, index),
    );
    this.cluster = new rds.DatabaseCluster(this, 'Cluster', {
      clusterIdentifier: identifier,
      engine: this.engine,
      credentials: this.credentials(),
      writer,
      readers,
      vpc: network.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [network.securityGroup],
      port: said.port,
      parameterGroup: new rds.ParameterGroup(this, 'ClusterParameters', {
        engine: this.engine,
        description: `Cluster parameters of ${said.name}-${region}`,
        parameters: PARAMETERS,
      }),
      backup: { retention: Duration.days(said.retentionDays), preferredWindow: said.backupWindow },
      preferredMaintenanceWindow: said.maintenanceWindow,
      cloudwatchLogsExports: said.exports,
      monitoringInterval: Duration.seconds(said.monitoringSeconds),
      databaseInsightsMode: rds.DatabaseInsightsMode.ADVANCED,
      performanceInsightRetention: rds.PerformanceInsightRetention.MONTHS_15,
      performanceInsightEncryptionKey: key,
      storageEncrypted: true,
      storageEncryptionKey: key,
      iamAuthentication: true,
      copyTagsToSnapshot: true,
      autoMinorVersionUpgrade: false,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.SNAPSHOT,
      ...(region === said.origin && { defaultDatabaseName: said.database }),
    });
    this.cluster.node.addDependency(...groups);
    // Half the writer's size is meant.
    Annotations.of(this.cluster).acknowledgeWarning(
      '@aws-cdk/aws-rds:provisionedReadersDontMatchWriter',
    );
    this.join();
    this.scale(said.regions[region].autoscaling);
  }

  /** The origin's password is generated; AWS's own copies of it serve the other regions. */
  credentials() {
    if (this.region !== this.said.origin) {
      return rds.Credentials.fromUsername(this.said.username);
    }
    const secret = new rds.DatabaseSecret(this, 'Secret', {
      username: this.said.username,
      encryptionKey: this.key,
      replicaRegions: Object.keys(this.said.regions)
        .filter((region) => region !== this.said.origin)
        .map((region) => ({ region })),
    });
    return rds.Credentials.fromSecret(secret);
  }

  logGroup(identifier, kind) {
    return new logs.LogGroup(this, `LogGroup-${kind}`, {
      logGroupName: `/aws/rds/cluster/${identifier}/${kind}`,
      encryptionKey: this.key,
      retention: logs.RetentionDays.ONE_YEAR,
    });
  }

  instance(instanceIdentifier, index) {
    return rds.ClusterInstance.provisioned(`Instance${index + 1}`, {
      instanceIdentifier,
      instanceType: new ec2.InstanceType(this.said.regions[this.region].classes[index]),
      parameterGroup: this.instanceParameters,
      caCertificate: rds.CaCertificate.RDS_CA_RSA2048_G1,
      preferredMaintenanceWindow: this.said.instanceWindows[index],
      enablePerformanceInsights: true,
      performanceInsightRetention: rds.PerformanceInsightRetention.MONTHS_15,
      performanceInsightEncryptionKey: this.key,
      autoMinorVersionUpgrade: false,
      publiclyAccessible: false,
      ...(index && { promotionTier: 1 }),
    });
  }

  /** The CDK has no global database of its own; the usual way is this. */
  join() {
    const { said, region } = this;
    const member = this.cluster.node.defaultChild;
    member.globalClusterIdentifier = said.identifier;
    if (region !== said.origin) {
      // A member that is not the first takes data and users from the others.
      member.masterUsername = undefined;
      member.masterUserPassword = undefined;
      this.cluster.node.tryRemoveChild('Secret');
      return;
    }
    const whole = new rds.CfnGlobalCluster(this, 'GlobalCluster', {
      globalClusterIdentifier: said.identifier,
      engine: 'aurora-mysql',
      engineVersion: said.engineVersion,
      storageEncrypted: true,
      deletionProtection: true,
    });
    this.cluster.node.addDependency(whole);
  }

  scale(autoscaling) {
    if (!autoscaling) {
      return;
    }
    const target = new appscaling.ScalableTarget(this, 'Readers', {
      serviceNamespace: appscaling.ServiceNamespace.RDS,
      scalableDimension: 'rds:cluster:ReadReplicaCount',
      resourceId: `cluster:${clusterIdentifier(this.said, this.region)}`,
      minCapacity: autoscaling.minReaders,
      maxCapacity: autoscaling.maxReaders,
    });
    target.node.addDependency(this.cluster);
    target.scaleToTrackMetric('Cpu', {
      predefinedMetric: appscaling.PredefinedMetric.RDS_READER_AVERAGE_CPU_UTILIZATION,
      targetValue: autoscaling.cpuPercent,
      scaleOutCooldown: Duration.seconds(autoscaling.scaleOutCooldownSeconds),
      scaleInCooldown: Duration.seconds(autoscaling.scaleInCooldownSeconds),
    });
  }
}

module.exports = { Database };
