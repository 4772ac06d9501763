"""Messages of the vacancies in the slice `booths`."""
