"""For what moving an activity counts: said by who organises it, to choose by, and never added up for anybody."""
