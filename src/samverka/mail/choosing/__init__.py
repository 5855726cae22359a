"""What a letter tells: a newsletter's own text, or what is new since the last digest."""
