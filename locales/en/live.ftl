# What is live: what is new on an open page, and the projector.

live-new = Something is new here.
live-new-of = New: { $kinds }.
live-lost = The line to your desk is cut. What you have written stays here; the page is brought up to date as soon as the line holds again.
live-mended = The line holds again, and the page is up to date.
live-over = You are signed out here. What you have written stays on this page until you leave it; sign in again in another window.

# The projector.
room-projector = Projector
session-closed = The session is closed.
under-discussion = under discussion
put-now = Put for decision
just-adopted = Adopted
