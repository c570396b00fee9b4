"""The values that travel between the stages: frozen, typed, without behaviour beyond what they say of themselves."""
