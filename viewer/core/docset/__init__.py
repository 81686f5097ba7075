"""What a source means: pages, menu, redirects, and the compiled form the library keeps."""
