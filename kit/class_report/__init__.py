"""What a class knows: hand-ins collected, scored and analysed, and the pages that show it."""
