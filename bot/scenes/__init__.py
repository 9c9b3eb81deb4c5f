"""What the playground can open with: an opening for everybody, and scenes from the lives of single pairs."""
