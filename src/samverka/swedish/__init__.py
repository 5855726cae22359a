"""The language: dates, names, people, sentences and decisions in Swedish text."""
