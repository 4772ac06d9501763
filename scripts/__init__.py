"""Tools of the house: locks, migrations, pictures."""
