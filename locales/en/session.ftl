# What an account of a session says.

# Above everything that a demonstration shows.
banner-reconstruction = RECONSTRUCTION, DEMONSTRATION KEYS. No State and no official signed anything here. What a source reports is marked reported; what the program needs and no source says is marked presumed.
banner-rehearsal = REHEARSAL. The body, its parties, its people and all they do are invented.

# What an act rests on.
mark-reported = { " " }[reported]
mark-presumed = { " " }[presumed]
footing-reported = { $number }. { $kind }, reported: { $words }
footing-presumed = { $number }. { $kind }, presumed: { $words }
footing-many =
    { $count ->
        [one] { $kind } ({ $count } entry)
       *[other] { $kind } ({ $count } entries)
    }

# The session.
mechanism = { $name }
session = { $organ }, session { $number }
place-and-day = { $place }, { $when }
days = { $from } to { $to }
section-convened = How it was convened and held
section-delegations = Who took part
section-agenda = Agenda
section-statements = Who spoke
section-papers = On paper
section-decisions = What was decided
section-commitments = Who owes what, by when
section-published = What was published of it
section-next = What comes next
section-seal = Seal
section-since = Since then
section-footings = What this rests on
convened-by = Convened by: { $party }{ $on }
convened-not-reported = Convened by: not reported (entered with: { $signer })
opened-by = Opened by: { $party }
opened-presumed = Opened
closed-by = Closed by: { $party }
closed-presumed = Closed
convened-by-signer = Convened by: { $party }{ $on } (signed: { $signer })
initiated-by = On the initiative of: { $parties }
coordinated-by = Co-ordinated by: { $party }
hosted-by = Hosted by: { $party }
chaired-by = Chaired by: { $party }
not-reported = not reported
not-named = not named
session-open = The session is open.
session-not-opened = The session is convened and has not been opened.
next-meeting = Said at the closing: { $words }

# Delegations.
delegation = { $party }
credentials-accepted = , credentials in good and due form
credentials-provisional = , credentials accepted on the understanding that the originals follow
credentials-objected = Objected to by { $parties }; the delegation keeps its seat.
without-credentials = Without credentials in the record: { $parties }
observers = Observers named in the charter: { $names }
member = { $name } ({ $role })
member-titled = { $name }, { $title } ({ $role })
role-head = head of delegation
role-representative = representative
role-alternate = alternate representative
role-adviser = adviser
role-expert = expert
role-interpreter = interpreter
role-secretary = secretary

# The agenda.
agenda-adopted = Adopted{ $mark }:
agenda-not-adopted = As proposed{ $mark }; the record holds no decision to adopt it:
agenda-item = { $number }. { $item }

# Statements and papers.
statement = { $party }
statement-item = { $party }, on item { $item }
statement-reply = { $party }, in reply to { $to }
statement-on-behalf = , also on behalf of { $parties }
form-delivered = , as delivered
form-handed-in = , as handed in
form-reported = , in reported speech
words-whole = “{ $words }”
words-go-on = “{ $words } …”
words-not-here = The words are not in this copy.
version = { $language } ({ $status })
version-only = In { $languages } only ({ $status })
versions = In { $versions }
versions-alike = In { $languages } (each: { $status })
status-authentic = authentic
status-official = official translation
status-courtesy = courtesy version
status-machine = made by a machine
paper = { $party }: { $title } (transcribed by { $by }; not a signature of { $party })
paper-witnessed = { $holder } keeps the paper; { $witness } has seen it.
paper-not-witnessed = { $holder } keeps the paper; { $witness } was asked to see it and has not said that it did.

# Decisions.
decision-text = { $title }
decision-agenda = Adoption of the agenda
decision-recognition = Recognition of new root keys of { $party }
decision-open = { $title }: put, and not closed
decision-adopted = { $title }: adopted{ $on }, without a number
decision-numbered = { $title }: adopted as { $symbol }{ $on }
decision-not-adopted = { $title }: not adopted{ $on }
decision-void = { $title }: closed more than once; a final seal counts none of the closes
decision-disputed = { $title }: closed more than once; the next seal says which close counts
joined = Joined: { $parties }
joined-with = { $party } joined with a statement: “{ $words }”
reserved = { $party } joined with a reservation: “{ $words }”
dissociated = { $party } dissociated itself: “{ $words }”
absent = { $party } was absent
not-participating = { $party } did not take part
no-position = No position in the record: { $parties }
no-position-at-all = No party's position is in the record.
objected = { $party } objected
objected-because = { $party } objected: “{ $words }”
objected-and-withdrew = { $party } objected, and later withdrew the objection
objected-because-and-withdrew = { $party } objected (“{ $words }”), and later withdrew the objection

# Commitments.
commitment = { $kind }: { $what }
commitment-do = To do
commitment-study = Study
commitment-programme = Programme
commitment-report = To report
commitment-notify = To notify
commitment-refrain = To refrain from
commitment-who = { $parties }, { $due }
commitment-coordinator = Co-ordinated by { $party }
commitment-from = From { $decision }
commitment-from-paragraph = From { $decision }, paragraph { $paragraph }
due-no-date = no date set
due-by = by { $day }
due-next-session = by the next session
due-event = by { $event }
report-in-progress = { $party } reports that it is in progress: “{ $words }”
report-done = { $party } reports that it is done: “{ $words }”
report-delayed = { $party } reports that it will be late: “{ $words }”
report-acknowledged = { $party } acknowledges the report.
report-disputed = { $party } disputes the report: “{ $words }”
no-report = No report in the record: { $parties }
since-commitment = { $what }

# What was published.
published-of = An account from { $party }
published-of-nobody = An account from outside the circle
published-by = { $publisher }: { $title }. In { $language }
published-on = Published on { $day }
published-at = { $address }
published-says = { $words }

# The chair.
next-no-rotation = No rotation is in force: who chairs next is not settled.
next-in-turn = By the rotation { $party } chairs next; the chair is not handed over yet.
next-handed-over = { $from } handed the chair over to { $to }.
next-assumed = { $party } took up the chair.
next-not-assumed = { $party } has not taken it up yet.
since-chair = The chair
next-report = The outgoing chair on its term: “{ $words }”
next-offered = Offered for the next session: “{ $words }”

# Seals.
sealed =
    { $size ->
        [one] Sealed: seal { $number }, of { $size } entry, holds this session and is final. { $parties } agreed.
       *[other] Sealed: seal { $number }, of { $size } entries, holds this session and is final. { $parties } agreed.
    }
seal-proposed = A seal is proposed and not final: { $parties } agreed so far, and { $needed } must.
seal-proposed-by-none = A seal is proposed and not final: nobody has agreed yet, and { $needed } must.
not-sealed = Not sealed.
acts-refused = Entries of this record that do not stand, kept and shown: { $count }
acts-unknown = Entries of this record that this copy cannot read: { $count }
on-day = { " " }on { $day }
on-day-at = { " " }on { $day } at { $time } UTC
before-day = { $day }:{ " " }
