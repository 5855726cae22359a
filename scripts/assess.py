"""Try every page for accessibility, and write the day and the result into the statement."""

import sys

import checking
import environment

if __name__ == "__main__":
    sys.exit(environment.start(checking.assess_main, sys.argv[1:]))
