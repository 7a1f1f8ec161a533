"""Rules on instances and topology, `aws:rds/clusterInstance:ClusterInstance`."""
