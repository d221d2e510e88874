"""The style guide: every component in every state, drawn from samples and never from the database."""
