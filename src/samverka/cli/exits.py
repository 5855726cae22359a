"""What the exit codes are called."""

FINE, LOOK, FAILED, INTERRUPTED = 0, 1, 2, 130
