"""Readers as a file: a roster in CSV, from elsewhere into a list, and out of our lists with the proofs of consent."""
