"""The embedded AWS server: moto's, with what moto lacks for Aurora, and a journal that survives kill -9."""
