"""Reads the files of a data folder and returns records and findings."""
