"""Tables of facts as DataFrames, and where each row comes from."""
