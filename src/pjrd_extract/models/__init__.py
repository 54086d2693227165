"""The records a bulletin becomes: frozen Pydantic models, the same tree as the JSON. No regex, no I/O."""
