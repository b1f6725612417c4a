# What is live: what is new on an open page, the projector, and how the copies stand.

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

# How the copies stand.
copies = Our copy
copy-is-the-same = Our copy is the same as the one of { $party }.
copy-was-the-same = Our copy was last found the same as the one of { $party } { $ago }.
copy-was-met = Our copy has not yet been found the same as the one of { $party }; they last met { $ago }.
copy-never = Our copy has never met the one of { $party }.
copied-on = Last copy on another disk: { $ago }.
copied-never = As far as is known, there is no copy on another disk.
ago-now = just now
ago-minutes =
    { $count ->
        [one] { $count } minute ago
       *[other] { $count } minutes ago
    }
ago-hours =
    { $count ->
        [one] { $count } hour ago
       *[other] { $count } hours ago
    }
ago-days =
    { $count ->
        [one] { $count } day ago
       *[other] { $count } days ago
    }
