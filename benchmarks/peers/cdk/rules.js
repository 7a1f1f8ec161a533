'use strict';

// Prints how many rules cdk-nag's AwsSolutions has: it applies each of them to every resource.

const { App, Stack } = require('aws-cdk-lib');
const { CfnTopic } = require('aws-cdk-lib/aws-sns');
const { AwsSolutionsChecks } = require('cdk-nag');

const suffixes = new Set();
const checks = new AwsSolutionsChecks();
checks.applyRule = ({ ruleSuffixOverride }) => suffixes.add(ruleSuffixOverride);
checks.visit(new CfnTopic(new Stack(new App(), 'Stack'), 'Topic'));
console.log(suffixes.size);
