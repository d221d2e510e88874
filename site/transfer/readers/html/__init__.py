"""Reading exports that are a folder of HTML pages, one a text."""
