"""Import the Word files in `inbox/`: the job that Task Scheduler or cron starts."""

import sys

import building
import environment

if __name__ == "__main__":
    sys.exit(environment.start(building.import_main, sys.argv[1:]))
