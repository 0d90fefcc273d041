"""What a node is called, and which node a person means."""
