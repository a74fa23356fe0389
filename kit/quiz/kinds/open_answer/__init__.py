"""The learner's own words, marked by a rubric."""
