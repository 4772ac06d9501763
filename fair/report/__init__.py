"""The report after a fair: its figures and tables, as a page, on paper, and as a workbook."""
