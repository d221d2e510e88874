"""Cards: the pictures that stand beside an essay's address where somebody passes it on."""
