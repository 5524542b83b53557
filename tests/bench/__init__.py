"""What the site costs and how fast it is, measured: `make bench` and `make bench-data`."""
