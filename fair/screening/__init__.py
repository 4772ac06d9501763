"""What no words of an employer may say to people who look for work: fees, and limits on who may."""
