"""The program without an engine: record what it would register, judge it, report it."""
