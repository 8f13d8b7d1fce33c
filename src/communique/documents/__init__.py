"""Step 1, source → document: readers, decoding, HTML, language, and the layout of an article."""
