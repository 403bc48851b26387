"""Paper: PDF and Word of what the site shows, posters, and what a meeting is asked to adopt.

It needs the packages of ``requirements-paper.lock``; the site needs none of them.
"""
