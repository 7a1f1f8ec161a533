"""What is true of Aurora: facts as data, each with its source and date, and typed readers of them."""
