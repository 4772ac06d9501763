"""What people say of their interview afterwards: three taps, only counted, with no names."""
