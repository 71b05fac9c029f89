"""Editions: snapshots, comparison, publishing, document control."""
