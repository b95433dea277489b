"""Why an answer is what it is: limits that bind, what moves them, limits in conflict."""
