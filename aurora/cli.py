"""The `aurora` command: arguments in, exit codes out, no logic of its own."""
