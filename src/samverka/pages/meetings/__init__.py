"""What is gathered from the meetings: decisions, actions, attendance, and the calendar of all."""
