"""The pages that MkDocs makes → the finished site: permalinks (``finish``), and no dead link (``linkcheck``)."""
