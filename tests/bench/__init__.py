"""Measurements: ratios of medians, each pair taken in turn within one run. None of them is a test."""
