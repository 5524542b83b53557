"""Read what another system exported, trusting nothing in it."""
