"""Earlier states of the manual: snapshots, their comparison, publishing, document control."""
