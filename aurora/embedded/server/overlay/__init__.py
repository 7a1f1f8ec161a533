"""What moto lacks: one AWS noun a module, each with `install()`, which patches moto's backends once."""
