"""What an auditor takes along and checks elsewhere: bundles, heads, and what verifies them."""
