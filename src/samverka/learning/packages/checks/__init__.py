"""What a package may not be: each check reads it as a stranger's, and says faults in Swedish."""
