"""What is true of Aurora: facts as data, each with source and date, and typed readers."""
