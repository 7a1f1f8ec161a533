'use strict';

const { Duration, Stack, Tags } = require('aws-cdk-lib');
const backup = require('aws-cdk-lib/aws-backup');
const events = require('aws-cdk-lib/aws-events');
const iam = require('aws-cdk-lib/aws-iam');
const kms = require('aws-cdk-lib/aws-kms');
const sns = require('aws-cdk-lib/aws-sns');

const { Database } = require('./database');
const { Network } = require('./network');
const { Board, Watch } = require('./watch');

/** Everything an estate has in one region. */
class RegionStack extends Stack {
  constructor(scope, id, { said, region, ...props }) {
    super(scope, id, props);
    const key = this.encryptionKey(said, region);
    const network = new Network(this, 'Network', { said, region, key });
    const topic = this.topic(key);
    const { cluster } = new Database(this, 'Database', { said, region, network, key });
    new Watch(this, 'Watch', { said, region, topic });
    this.backUp(cluster, key);
    if (region === said.origin) {
      new Board(this, 'Board', { said });
    }
    Object.entries(said.tags).forEach(([name, value]) => Tags.of(this).add(name, value));
  }

  encryptionKey(said, region) {
    const key = new kms.Key(this, 'Key', {
      alias: `${said.identifier}-${region}`,
      description: `${said.application}, ${said.name}, ${region}`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
    });
    key.grantEncryptDecrypt(
      new iam.ServicePrincipal(`logs.${region}.amazonaws.com`, {
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${this.account}:*`,
          },
        },
      }),
    );
    for (const service of ['cloudwatch', 'events.rds']) {
      key.grantEncryptDecrypt(
        new iam.ServicePrincipal(`${service}.amazonaws.com`, {
          conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
        }),
      );
    }
    return key;
  }

  topic(masterKey) {
    const topic = new sns.Topic(this, 'Topic', { masterKey, enforceSSL: true });
    for (const service of ['cloudwatch', 'events.rds']) {
      topic.grantPublish(
        new iam.ServicePrincipal(`${service}.amazonaws.com`, {
          conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
        }),
      );
    }
    return topic;
  }

  backUp(cluster, encryptionKey) {
    const backupVault = new backup.BackupVault(this, 'Vault', { encryptionKey });
    const plan = new backup.BackupPlan(this, 'BackupPlan', { backupVault });
    plan.addRule(
      new backup.BackupPlanRule({
        ruleName: 'daily',
        scheduleExpression: events.Schedule.cron({ hour: '5', minute: '0' }),
        deleteAfter: Duration.days(35),
      }),
    );
    plan.addSelection('Cluster', {
      resources: [backup.BackupResource.fromRdsDatabaseCluster(cluster)],
    });
  }
}

module.exports = { RegionStack };
