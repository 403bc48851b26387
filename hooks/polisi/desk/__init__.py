"""The page ``/edit/`` of the preview: a school's file and its policies, without seeing a file.

It answers on this machine alone and to whoever has the key of this run, and is in no build.
"""
