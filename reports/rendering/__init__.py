"""From a frozen document to files: a page, a printed book, a pack of tables and charts."""
