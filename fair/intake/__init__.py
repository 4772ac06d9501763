"""A file of posts comes in some rows at a time, however long it is: held, read, kept, ended."""
