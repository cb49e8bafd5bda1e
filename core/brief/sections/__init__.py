"""Further sections of a brief: each module makes the tables of one subject, or None where nothing honest can be said.

Every table has at most five columns and short cells, so that it fits a page of 174 mm. A function takes the `Citations`
of the brief, which number each source where it is first cited.
"""
