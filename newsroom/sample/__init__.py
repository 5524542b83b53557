"""The small believable newspaper that `make run` fills an empty database with."""
