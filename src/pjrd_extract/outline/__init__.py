"""Text to articles: masthead, contents, articles, sections."""
