"""Rules on Secrets Manager secrets."""
