# The pages of the desk.

# Above and beside every page.
skip-to-main = To the content
rooms = Rooms
room-waiting = What waits for us
room-mechanism = The mechanism
room-record = The record
delegation-of = Delegation of { $party }
mechanisms = Mechanisms
not-found = There is nothing at this address
back-to-waiting = To what waits for us

# Signing in.
sign-in = Sign in
sign-out = Sign out
sign-in-name = Name
sign-in-password = Password
sign-in-wrong = The name or the password is wrong.
sign-in-pause = Too many tries from here for this name. Wait a minute, then try again.
sign-in-failed = The desk could not look it up just now. Try again; if it stays so, tell your administrator.
role-at-desk-reader = reader
role-at-desk-drafter = drafter
role-at-desk-signer = signer
role-at-desk-head = head of delegation
role-at-desk-secretariat = secretariat of the chair
role-at-desk-administrator = administrator

# What waits for us.
waiting-count =
    { $count ->
        [0] Nothing waits for { $party }.
        [one] One matter waits for { $party }.
       *[other] { $count } matters wait for { $party }.
    }
waits-two-versions = Two versions of { $party } are in the record: see which of them counts
waits-accede = The charter waits for our accession
waits-chair = { $party } has handed the chair over to us
waits-position = { $title }: our position
waits-close = { $title }: every party has spoken
waits-number = { $title }: adopted, and without a number
waits-credentials = { $session }: the names of our delegation
waits-examine = { $session }: the credentials of { $party }
waits-open = { $session }: convened, and to be opened
waits-report = { $what }
waits-acknowledge = { $party } has reported: { $what }
waits-witness = { $party } asks us to say that we have seen a paper
waits-seal = A seal is proposed: { $agreed } of the { $needed } parties that it needs have agreed

# The one action that a matter needs; each is a button.
do-fork-resolution = Look
do-accession = Accede
do-assumption = Take the chair
do-position = Take a position
do-close = Close
do-number = Number
do-credentials = Name our delegation
do-examination = Examine
do-opening = Open
do-report = Report
do-acknowledgement = Acknowledge
do-witness = Look
do-seal-agreement = Look

# The mechanism.
the-chair = The chair
the-charter = The charter
charter-in-force = The charter is in force.
charter-not-in-force = The charter is not in force yet: it waits for parties to accede.
sessions = Sessions
no-session = No session has been convened.
stage-convened = convened
stage-open = open
stage-closed = closed
parties = Parties
has-acceded = has acceded
has-not-acceded = has not acceded
official-languages = Official languages
symbols = Document symbols begin with
rule-procedure = On procedure
rule-substance = On texts
rule-charter = On the charter
rule-is-consensus = by consensus: no party objects
rule-is-unanimity = by unanimity: every party joins
rule-is-majority = by { $need } of every { $of } parties
quorum = Quorum
quorum-parties =
    { $count ->
        [one] one delegation with credentials
       *[other] { $count } delegations with credentials
    }
turn-chairs = chairs
turn-hands-over = has handed over
turn-next = comes next
turn-later = later
turn-chairs-is = { $party } chairs.
turn-hands-over-is = { $party } has handed the chair over.
turn-next-is = { $party } comes next.
