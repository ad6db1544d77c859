"""Commands, queries and the rows they show; `office` holds the two doors."""
