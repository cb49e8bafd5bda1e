"""The brief as a document model and its writers."""
