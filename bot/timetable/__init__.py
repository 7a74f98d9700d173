"""The shared agenda as coordinators set it: changes kept as rows over the data, undone at any time."""
