"""Questions to who organises: anybody asks, it stands openly on the page, and so does the answer.

A question without an answer stays in sight, with since when. Nobody is named without a yes.
"""
