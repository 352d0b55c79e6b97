"""One running conference: the host, who alone decides; the links, through which seats act; the simulated."""
