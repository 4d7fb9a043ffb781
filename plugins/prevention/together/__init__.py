"""Going together for a first time: somebody asks for company at a date, somebody else says yes, and both decide.

Who may be asked is told by the owner of the date (`wij_list_welcomers`). Nobody hears a name before both said yes.
"""
