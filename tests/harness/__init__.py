"""What stands around the suite: its databases, its passes, the wall to the network."""
