"""Take the whole site out, as files that a person can read and another system can load."""
