"""Judge what another system exported, and bring it in through each app's own verbs."""
