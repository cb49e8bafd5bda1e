"""Files of publishers that a user adds: read, checked, and laid over the bundled figures as packages of their own."""
