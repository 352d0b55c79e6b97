"""YAML in, model and problems out: packs, frameworks and role cards, shipped or given by a user."""
