"""Places: communes, departments, regions (overseas included), countries; finding the one a person means."""
