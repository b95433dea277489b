"""Numbers, arrays and functions of them that hold a value for each of many recipes."""
