"""Reading XML that may be damaged or hostile: cut into items by what stands in it, each item then parsed alone."""
