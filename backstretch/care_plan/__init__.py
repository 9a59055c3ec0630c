"""What a person means to do over some weeks, as ``plan.toml`` says it, and what of it is for one day. Pure."""
