"""What moto lacks: one AWS noun a module; `install()` patches moto once and may be repeated."""
