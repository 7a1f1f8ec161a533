"""The embedded AWS: a server, a provider plugin and a language host, all on loopback."""
