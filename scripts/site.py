"""Set up what is needed, import the Word files in `inbox/` and build the site in `site/`."""

import sys

import building
import environment

if __name__ == "__main__":
    sys.exit(environment.start(building.main, sys.argv[1:]))
