'use strict';

// The estate of Pulumi.global.yaml for the AWS CDK, with cdk-nag's AwsSolutions rules, written as a
// user of the CDK writes it: one app, one stack a region. JavaScript is what the CDK runs in, so
// nothing is compiled and nothing crosses into another language: it is its fastest form, and the
// fair one. Run without its command line, which would only add to the time.
//
//   node app.js [HOW MANY ESTATES] [FOLDER FOR THE TEMPLATES]

const { App, Aspects } = require('aws-cdk-lib');
const flags = require('aws-cdk-lib/recommended-feature-flags.json');
const { AwsSolutionsChecks, NagSuppressions } = require('cdk-nag');

const { estate } = require('./estate');
const { RegionStack } = require('./region-stack');

const ACCOUNT = '123456789012';
const ACCEPTED = [
  { id: 'AwsSolutions-IAM4', reason: "The roles of RDS and AWS Backup have AWS's own policies" },
  { id: 'AwsSolutions-RDS14', reason: 'A member of a global database cannot be backtracked' },
  { id: 'AwsSolutions-SMG4', reason: 'The password is rotated by hand, over all regions at once' },
];
const [estates = '1', outdir] = process.argv.slice(2);

const app = new App({ context: flags, outdir });
for (let number = 1; number <= Number(estates); number += 1) {
  const said = estate(`global${number}`);
  const stacks = Object.keys(said.regions).map(
    (region) =>
      new RegionStack(app, `${said.name}-${region}`, {
        said,
        region,
        env: { account: ACCOUNT, region },
      }),
  );
  // The others join what the stack of the region of origin makes.
  const [origin, ...others] = stacks;
  stacks.forEach((stack) => NagSuppressions.addStackSuppressions(stack, ACCEPTED));
  others.forEach((stack) => stack.addStackDependency(origin));
}
Aspects.of(app).add(new AwsSolutionsChecks());
app.synth();
