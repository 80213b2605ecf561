"""One module per command; none imports anything heavy before it runs."""
