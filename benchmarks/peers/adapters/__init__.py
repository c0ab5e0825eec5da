"""One module a peer: ``load(options)`` gives a Peer."""
