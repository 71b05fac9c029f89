"""The site: the adapter to MkDocs, and everything that only a built site needs."""
