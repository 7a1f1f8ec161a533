"""The embedded AWS server: moto, what it lacks for Aurora, and a journal that survives kill -9."""
