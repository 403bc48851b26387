"""What a school asks for in a form on GitHub: the forms, what is read of them, and the answer.

Nothing that stands in a form is ever run: it is read as text, held against what the form asks for,
and written into files only where the rules find nothing wrong.
"""
