"""From a page's Markdown to its article: markdown-it and Pygments are known here alone."""
