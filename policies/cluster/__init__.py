"""Rules on clusters, `aws:rds/cluster:Cluster`."""
