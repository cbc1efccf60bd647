"""Is this thing in a fit state? Each rule gives its reasons in words."""
