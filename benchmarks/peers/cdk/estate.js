'use strict';

// What Pulumi.global.yaml says, in the words of the CDK.

const REGIONS = {
  'us-east-1': {
    cidr: '10.0.0.0/16',
    classes: ['r6g.4xlarge', 'r6g.2xlarge', 'r6g.2xlarge', 'r6g.2xlarge'],
    autoscaling: {
      minReaders: 2,
      maxReaders: 8,
      cpuPercent: 70,
      scaleOutCooldownSeconds: 300,
      scaleInCooldownSeconds: 600,
    },
  },
  'eu-west-1': { cidr: '10.1.0.0/16', classes: ['r6g.xlarge', 'r6g.xlarge'] },
  'ap-southeast-1': { cidr: '10.2.0.0/16', classes: ['r6g.xlarge', 'r6g.xlarge'] },
};

/** One estate; `name` is what tells it from others in the same app. */
const estate = (name) => ({
  name,
  application: 'ecommerce',
  identifier: `ecommerce-${name}`,
  origin: 'us-east-1',
  regions: REGIONS,
  engineVersion: '8.0.mysql_aurora.3.10.3',
  database: 'ecommerce_db',
  username: 'ecommerce_admin',
  port: 3307,
  retentionDays: 14,
  backupWindow: '03:00-04:00',
  maintenanceWindow: 'sun:04:00-sun:06:00',
  instanceWindows: [
    'sun:05:30-sun:06:00',
    'sun:04:00-sun:04:30',
    'sun:04:30-sun:05:00',
    'sun:05:00-sun:05:30',
  ],
  exports: ['audit', 'error', 'general', 'slowquery'],
  monitoringSeconds: 15,
  alarms: {
    cpuPercent: 80,
    connections: 1000,
    replicaLagMilliseconds: 1000,
    globalLagMilliseconds: 1000,
    deadlocksPerSecond: 1,
    freeMemoryPercent: 5,
    periodSeconds: 300,
    evaluationPeriods: 2,
  },
  tags: { Environment: 'Global', Application: 'ecommerce' },
});

/** Identifiers are known before anything is made: stacks of other regions meet by them. */
const clusterIdentifier = (said, region) => `${said.identifier}-${region}`;
const instanceIdentifiers = (said, region) =>
  said.regions[region].classes.map(
    (_, index) => `${clusterIdentifier(said, region)}-instance-${index + 1}`,
  );

module.exports = { clusterIdentifier, estate, instanceIdentifiers };
