"""Letters handed to a mail server, each once, with a journal of what happened."""
