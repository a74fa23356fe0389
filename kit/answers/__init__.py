"""What learners did: attempts, and the file that keeps them."""
