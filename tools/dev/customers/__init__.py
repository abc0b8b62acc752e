"""Made-up customers for the examples, the tests and the benchmark. The same command gives the same bytes."""
