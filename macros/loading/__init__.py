"""Files in, records or findings out."""
