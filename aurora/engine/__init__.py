"""The real Pulumi engine: found or built, and driven."""
