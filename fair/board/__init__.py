"""The organiser's live board, cases, figures, reports and exports."""
