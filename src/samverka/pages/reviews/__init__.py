"""Knowledge reviews: what they build on, and how they are cited."""
