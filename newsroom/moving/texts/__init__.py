"""Turn the texts of another system into those that we print."""
