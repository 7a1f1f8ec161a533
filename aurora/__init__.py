"""An Aurora platform: stack files in, databases out, with the policies on."""
