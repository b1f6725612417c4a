# The record's own pages. Here, and in the refusals, the words of the machine may be used.

# The record itself.
record-count =
    { $count ->
        [one] One act, in the order in which acts follow upon each other, the newest first.
       *[other] { $count } acts, in the order in which they follow upon each other, the newest first.
    }
filter-party = Party
filter-kind = Kind
filter-standing = Standing
filter-all = all
filter-refused = refused
filter-unknown = unknown to this copy
filter-show = Show
column-kind = Kind
column-party = Party
column-standing = Standing
column-act = Act
standing-stands = stands
standing-refused = refused
standing-unknown = this copy cannot read it
older-acts = Older acts
act-signer = Signed by
act-id = Id
act-feed = Feed and number
act-marked = Its effect is ended by
act-body = What it says
act-bytes = Its bytes, as they were signed

# The kinds of act.
kind-inception = Root keys of a party
kind-accreditation = Accreditation
kind-revocation = Revocation
kind-rotation = New root keys
kind-recognition = Recognition of new root keys
kind-fork-proof = Proof of a fork
kind-fork-resolution = Resolution of a fork
kind-clearance = Clearance
kind-charter = Charter
kind-accession = Accession
kind-sighting = Sighting
kind-delivery = Delivery
kind-receipt = Receipt
kind-transcription = Transcription of a paper
kind-witness = Witness to a paper
kind-convening = Convening of a session
kind-credentials = Credentials
kind-examination = Examination of credentials
kind-opening = Opening of a session
kind-agenda = Agenda
kind-statement = Statement
kind-closing = Closing of a session
kind-text = Text tabled
kind-annex = Annex
kind-source = Source
kind-account = Account from outside
kind-put = Decision put
kind-position = Position
kind-objection = Objection
kind-withdrawal = Withdrawal of an objection
kind-close = Close of a decision
kind-number = Number of a decision
kind-commitment = Commitment
kind-report = Report on a commitment
kind-acknowledgement = Acknowledgement of a report
kind-dispute = Dispute of a report
kind-handover = Hand-over of the chair
kind-assumption = Assumption of the chair
kind-seal-proposal = Proposal of a seal
kind-seal-agreement = Agreement to a seal
kind-unknown = Of a kind unknown to this copy

# What is signed elsewhere than at the desk.
write-by-root = This is signed with the keys that the party keeps apart from this desk. Whoever keeps them prepares it with “alternat act … --to-sign”, signs the sheet on the machine where the keys lie, and brings it back with “alternat key record”.
write-by-command = This is not written in a form at the desk; “alternat act” does it.
