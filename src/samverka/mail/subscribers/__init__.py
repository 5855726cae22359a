"""Who gets letters, who has left, and what the mail that comes back says about them."""
