"""Files of office programs as rows of cells: one door, whichever program wrote them.

What is read is text: nothing that stands in a file is ever carried out.
"""
