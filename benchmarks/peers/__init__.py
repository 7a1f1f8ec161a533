"""The same estate for the AWS CDK with cdk-nag, and checkov on its templates: `make bench-peers`.

Apart from `make bench` because it needs Node.js and half a gigabyte of packages, which nothing else
here does.
"""
