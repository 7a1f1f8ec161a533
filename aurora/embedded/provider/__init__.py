"""The `aws` provider plugin for the embedded AWS: a plan half from data, a call half per type."""
