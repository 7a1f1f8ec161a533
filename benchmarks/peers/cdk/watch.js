'use strict';

const { Duration } = require('aws-cdk-lib');
const cloudwatch = require('aws-cdk-lib/aws-cloudwatch');
const actions = require('aws-cdk-lib/aws-cloudwatch-actions');
const rds = require('aws-cdk-lib/aws-rds');
const { Construct } = require('constructs');

const { clusterIdentifier, instanceIdentifiers } = require('./estate');

const GIBIBYTE = 1024 ** 3;
const MEMORY = { 'r6g.xlarge': 32, 'r6g.2xlarge': 64, 'r6g.4xlarge': 128 };
const { GREATER_THAN_THRESHOLD, LESS_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;

const INSTANCE_ALARMS = [
  { name: 'cpu', metric: 'CPUUtilization', threshold: ({ alarms }) => alarms.cpuPercent },
  {
    name: 'connections',
    metric: 'DatabaseConnections',
    threshold: ({ alarms }) => alarms.connections,
  },
  {
    name: 'free-memory',
    metric: 'FreeableMemory',
    below: true,
    threshold: ({ alarms }, type) =>
      Math.round((MEMORY[type] * GIBIBYTE * alarms.freeMemoryPercent) / 100),
  },
  {
    name: 'deadlocks',
    metric: 'Deadlocks',
    silent: true,
    threshold: ({ alarms }) => alarms.deadlocksPerSecond,
  },
  {
    name: 'replica-lag',
    metric: 'AuroraReplicaLag',
    statistic: 'Maximum',
    silent: true,
    threshold: ({ alarms }) => alarms.replicaLagMilliseconds,
  },
];

const CLUSTER_ALARMS = ['AuroraGlobalDBReplicationLag', 'AuroraGlobalDBRPOLag'].map((metric) => ({
  name: metric === 'AuroraGlobalDBRPOLag' ? 'global-rpo-lag' : 'global-lag',
  metric,
  statistic: 'Maximum',
  silent: true,
  threshold: ({ alarms }) => alarms.globalLagMilliseconds,
}));

const EVENTS = {
  'db-cluster': ['failover', 'failure', 'global-failover', 'maintenance'],
  'db-instance': ['configuration change', 'failure', 'maintenance'],
  'db-parameter-group': ['configuration change'],
  'db-security-group': ['configuration change', 'failure'],
};

const GRAPHS = [
  ['CPU', ['CPUUtilization'], 'Average'],
  ['Connections', ['DatabaseConnections'], 'Maximum'],
  ['Free memory', ['FreeableMemory'], 'Average'],
  ['Replica lag', ['AuroraReplicaLag'], 'Maximum'],
  ['Lag behind the writing region', ['AuroraGlobalDBReplicationLag'], 'Maximum'],
  ['Data at risk (RPO lag)', ['AuroraGlobalDBRPOLag'], 'Maximum'],
  ['Statement latency', ['SelectLatency', 'DMLLatency'], 'Average'],
  ['Commit latency', ['CommitLatency'], 'Average'],
  ['Storage latency', ['ReadLatency', 'WriteLatency'], 'Average'],
  ['Deadlocks', ['Deadlocks'], 'Maximum'],
  ['Storage', ['VolumeBytesUsed'], 'Maximum'],
  ['Storage operations', ['VolumeReadIOPs', 'VolumeWriteIOPs'], 'Sum'],
];
const PER_CLUSTER = /^(AuroraGlobal|Volume)/;

const metric = (said, region, metricName, identifier, statistic = 'Average') =>
  new cloudwatch.Metric({
    namespace: 'AWS/RDS',
    metricName,
    dimensionsMap: {
      [PER_CLUSTER.test(metricName) ? 'DBClusterIdentifier' : 'DBInstanceIdentifier']: identifier,
    },
    statistic,
    period: Duration.seconds(said.alarms.periodSeconds),
    region,
  });

/** The alarms of a region's cluster, and the events that are told. */
class Watch extends Construct {
  constructor(scope, id, { said, region, topic }) {
    super(scope, id);
    const { classes } = said.regions[region];
    const action = new actions.SnsAction(topic);
    instanceIdentifiers(said, region).forEach((identifier, index) => {
      INSTANCE_ALARMS.forEach((alarm) =>
        this.alarm(said, region, action, alarm, identifier, classes[index]),
      );
    });
    CLUSTER_ALARMS.forEach((alarm) =>
      this.alarm(said, region, action, alarm, clusterIdentifier(said, region)),
    );
    const sources = {
      'db-cluster': [clusterIdentifier(said, region)],
      'db-instance': instanceIdentifiers(said, region),
    };
    Object.entries(EVENTS).forEach(([sourceType, eventCategories]) => {
      new rds.CfnEventSubscription(this, `Events-${sourceType}`, {
        snsTopicArn: topic.topicArn,
        enabled: true,
        sourceType,
        sourceIds: sources[sourceType],
        eventCategories,
      });
    });
  }

  alarm(said, region, action, alarm, identifier, type) {
    const made = new cloudwatch.Alarm(this, `${identifier}-${alarm.name}`, {
      alarmName: `${identifier}-${alarm.name}`,
      alarmDescription: `${alarm.metric} of ${identifier}`,
      metric: metric(said, region, alarm.metric, identifier, alarm.statistic),
      threshold: alarm.threshold(said, type),
      comparisonOperator: alarm.below ? LESS_THAN_THRESHOLD : GREATER_THAN_THRESHOLD,
      evaluationPeriods: said.alarms.evaluationPeriods,
      treatMissingData: cloudwatch.TreatMissingData[alarm.silent ? 'NOT_BREACHING' : 'MISSING'],
    });
    made.addAlarmAction(action);
    made.addOkAction(action);
  }
}

/** One dashboard over all regions, in the region of origin. */
class Board extends Construct {
  constructor(scope, id, { said }) {
    super(scope, id);
    const board = new cloudwatch.Dashboard(this, 'Dashboard', { dashboardName: said.identifier });
    for (const region of Object.keys(said.regions)) {
      const cluster = clusterIdentifier(said, region);
      board.addWidgets(
        new cloudwatch.TextWidget({ markdown: `## ${region}: ${cluster}`, width: 24, height: 1 }),
      );
      board.addWidgets(
        ...GRAPHS.map(([title, names, statistic]) => {
          const left = names.flatMap((name) =>
            (PER_CLUSTER.test(name) ? [cluster] : instanceIdentifiers(said, region)).map(
              (identifier) => metric(said, region, name, identifier, statistic),
            ),
          );
          return new cloudwatch.GraphWidget({ title, region, left, width: 8, height: 6 });
        }),
      );
    }
  }
}

module.exports = { Board, Watch };
