// The labeling page, better than without scripts.
