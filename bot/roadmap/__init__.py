"""The national roadmap as data; codes as people type them; actions suggested from words. Pure."""
