"""Small roles at an activity: putting the kettle on, the chairs out. Its organisers write down what needs hands.

Who does them is not ours to know: they are told as needs (`wij_list_needs`) to whichever plugin keeps promises.
"""
