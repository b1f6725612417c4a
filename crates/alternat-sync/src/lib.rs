//! What two peers say to each other, as a machine that is fed input and returns wishes.
