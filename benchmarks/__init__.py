"""What is measured, how, and against which peer. `make bench` runs it; results are kept beside."""
