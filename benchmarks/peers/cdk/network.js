'use strict';

const { RemovalPolicy } = require('aws-cdk-lib');
const ec2 = require('aws-cdk-lib/aws-ec2');
const logs = require('aws-cdk-lib/aws-logs');
const { Construct } = require('constructs');

/** Private subnets in three zones, a flow log, and who may connect. */
class Network extends Construct {
  constructor(scope, id, { said, region, key }) {
    super(scope, id);
    const { cidr } = said.regions[region];
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(cidr),
      availabilityZones: ['a', 'b', 'c'].map((zone) => `${region}${zone}`),
      natGateways: 0,
      restrictDefaultSecurityGroup: true,
      subnetConfiguration: [
        { name: 'Database', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 18 },
      ],
    });
    const group = new logs.LogGroup(this, 'FlowLogGroup', {
      encryptionKey: key,
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.vpc.addFlowLog('FlowLog', {
      destination: ec2.FlowLogDestination.toCloudWatchLogs(group),
      trafficType: ec2.FlowLogTrafficType.ALL,
    });
    this.securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: this.vpc,
      description: `Database of ${said.name}-${region}`,
      allowAllOutbound: false,
    });
    this.securityGroup.addIngressRule(
      ec2.Peer.ipv4(cidr),
      ec2.Port.tcp(said.port),
      `TCP ${said.port} from ${cidr}`,
    );
  }
}

module.exports = { Network };
