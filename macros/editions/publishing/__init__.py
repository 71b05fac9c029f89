"""Editions in a plain folder: published completely or not at all, unchanged and verifiable.

`publisher.py` publishes and retires an edition; `verifying.py` verifies a folder.
Only renames change what readers see, so that they see the old or the new state.
"""
