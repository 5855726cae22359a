"""What search engines, services and web servers are told of the site."""
