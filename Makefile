# filled in soon
