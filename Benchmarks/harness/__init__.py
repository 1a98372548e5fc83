"""What Benchmarks/run, profile and quality are made of."""
