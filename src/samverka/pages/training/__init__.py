"""What training gives the site besides its own pages."""
