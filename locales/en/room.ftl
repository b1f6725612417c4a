# A session as a room: the journal, the chair's desk, papers on the table, briefs.

# The journal.
participants = Participants
at-the-table = On the table
chairs-desk = The chair's desk
brief = Brief
journal-chairmanship = Chairmanship: { $party }
journal-held = 1. Opened and closed
journal-chairperson = 2. Chairperson
journal-subjects = 3. Subjects discussed – statements – decisions
journal-next = 4. Next meeting
journal-apart = Before the items
journal-item-unknown = Item { $number }, which no agenda has
journal-nothing = Nothing is recorded.
session-before = Before: { $session }
session-after = After: { $session }
text-tabled = Text: { $title } (tabled by { $party })
text-replaced = A later version replaces it.
annex-named = Annex: { $title }
piece-read = Read
not-examined = credentials not examined yet
examined-accepted = credentials in good and due form
examined-provisional = credentials accepted on the understanding that the originals follow

# Where it can be acted on.
room-do-statement = Make a statement
room-do-text = Table a text
room-do-annex = Attach an annex
room-do-position = Take a position
room-do-objection = Object
room-do-report = Report
room-do-examination = Examine
room-do-credentials = Name our delegation
room-do-opening = Open the session
room-do-agenda = Set the agenda
room-do-put = Put to a decision
room-do-close = Close the decision
room-do-number = Number the decision
room-do-commitment = Note a commitment
room-do-closing = Close the session
room-do-handover = Hand over the chair
room-do-seal-proposal = Propose the seal

# Participants.
participants-count =
    { $count ->
        [0] Nobody has been named yet.
        [one] One participant
       *[other] { $count } participants
    }
participants-name = Name
participants-title = Title
participants-role = Role

# The chair's desk.
chair-may = What only the chair may do
chair-hindered = Not now: { $why }
chair-write = Prepare
floor = The floor
floor-speaks = { $party } has the floor
floor-nobody = Nobody has the floor.
floor-end = End of the speech
floor-list = List of speakers
floor-list-open = open
floor-list-closed = closed
floor-on-item = on item { $item }
floor-reply = right of reply
floor-begin = Give the floor
floor-withdraw = Take off the list
floor-party = Party
floor-item = Item
floor-ask = Put on the list
floor-ask-reply = Right of reply
floor-close = Close the list
floor-reopen = Open the list again
floor-used = Time used
floor-minutes = { $count } min
floor-seconds = { $count } s
floor-no-party = No such party sits here. Choose one from the list.
floor-list-is-closed = The list of speakers is closed; only the right of reply is left.
floor-list-is-full = The list of speakers is full.
presence = Who is present
presence-count =
    { $count ->
        [0] Nobody is marked present.
        [one] One person is present.
       *[other] { $count } persons are present.
    }
presence-keep = Keep

# Papers on the table.
table-paper = Paper
table-cards = Name cards
table-signs = Table signs
table-plan-u = Seating plan, in a U
table-plan-round = Seating plan, round table
table-order = Order of parties
table-order-agreed = as the charter has it
table-order-own = our party first
table-languages = Languages

# A brief.
brief-proposed = What is proposed
brief-open = What is open, and with whom
brief-said = What we said last time
brief-deadline = Deadline
brief-deadline-here = Here: { $day }, { $time }
brief-deadline-capital = In the capital: { $day }, { $time }
brief-instructions = Our instructions
brief-fallback = Our fallback
brief-none = None.
brief-waits-for = Waits for: { $parties }
brief-objected-by = Objection by: { $parties }
brief-ours = For our delegation alone
brief-private = This stays in the delegation: it is signed by nobody and sent to nobody.
brief-deadline-at = Deadline, at the place of the session
brief-offset-here = The place of the session, hours from UTC
brief-offset-capital = The capital, hours from UTC
brief-keep = Keep
brief-too-long = The text is too long for one page. Shorten it.
brief-deadline-wrong = This is no day and hour. Write it as 2031-05-13T10:30.
brief-offset-wrong = Say how far both places are from UTC, as in +03:00.

# The chair before, now and next.
troika = Before, now and next
troika-past = Before
troika-present = Now
troika-next = Next
terms = The terms so far
term-from = Handed over by { $party }.

not-for-your-role = This desk does not offer that to your role
drawer-failed = The desk could not read or write its own file. Try again; if it stays so, tell your administrator.
