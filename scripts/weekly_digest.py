"""Make the digest of what is new: the job that Task Scheduler or cron starts once a week."""

import sys

import building
import environment

if __name__ == "__main__":
    sys.exit(environment.start(building.digest_main, sys.argv[1:]))
