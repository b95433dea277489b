"""How powder densifies under pressure."""
