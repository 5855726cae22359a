"""Set up what is needed and run every check of the project, or the tests that are asked for."""

import sys

import checking
import environment

if __name__ == "__main__":
    sys.exit(environment.start(checking.main, sys.argv[1:]))
