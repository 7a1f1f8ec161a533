"""Rules on subnet groups, security groups and VPCs."""
