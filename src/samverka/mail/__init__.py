"""Letters: chosen from the catalogue, rendered, laid in the outbox, and sent once to each."""
