"""Editions in a plain folder: published whole or not at all, kept as they were, verifiable.

`shelf.py` puts an edition there and takes one away, `verifying.py` looks whether all is as it was
published. What readers see changes by renaming alone, so that they see the old or the new.
"""
