"""My week ("mijn week"): a person's own sum of a week of moving, made in their browser or on paper. We take nothing."""
