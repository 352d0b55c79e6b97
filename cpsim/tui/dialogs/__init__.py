"""Questions, messages and pages in front of a screen."""
