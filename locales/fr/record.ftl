# The record's own pages. Here, and in the refusals, the words of the machine may be used.

# The record itself.
record-count =
    { $count ->
        [one] { $count } acte, dans l’ordre de succession des actes, le plus récent en premier.
        [many] { $count } d’actes, dans leur ordre de succession, le plus récent en premier.
       *[other] { $count } actes, dans leur ordre de succession, le plus récent en premier.
    }
filter-party = Partie
filter-kind = Nature
filter-standing = Validité
filter-all = sans distinction
filter-refused = refusés
filter-unknown = inconnus de cet exemplaire
filter-show = Afficher
column-kind = Nature
column-party = Partie
column-standing = Validité
column-act = Acte
standing-stands = valide
standing-refused = refusé
standing-unknown = illisible dans cet exemplaire
older-acts = Actes plus anciens
act-signer = Signature
act-id = Identifiant
act-feed = Chaîne et numéro
act-marked = Privé d’effet par
act-body = Contenu
act-bytes = Octets, tels qu’ils ont été signés

# The kinds of act.
kind-inception = Clés racines d’une partie
kind-accreditation = Accréditation
kind-revocation = Révocation
kind-rotation = Nouvelles clés racines
kind-recognition = Reconnaissance de nouvelles clés racines
kind-fork-proof = Preuve d’une bifurcation
kind-fork-resolution = Règlement d’une bifurcation
kind-clearance = Visa de seconde signature
kind-charter = Charte
kind-accession = Adhésion
kind-sighting = Constat d’actes vus
kind-delivery = Arrivée d’actes
kind-receipt = Prise de connaissance d’actes
kind-transcription = Transcription d’un document sur papier
kind-witness = Attestation d’un document sur papier
kind-convening = Convocation d’une session
kind-credentials = Pouvoirs
kind-examination = Vérification des pouvoirs
kind-opening = Ouverture d’une session
kind-agenda = Ordre du jour
kind-statement = Déclaration
kind-closing = Clôture d’une session
kind-text = Texte déposé
kind-annex = Annexe
kind-source = Source
kind-account = Compte rendu extérieur
kind-put = Soumission pour décision
kind-position = Position
kind-objection = Objection
kind-withdrawal = Retrait d’une objection
kind-close = Proclamation du résultat
kind-number = Numéro d’une décision
kind-commitment = Engagement
kind-report = Rapport sur un engagement
kind-acknowledgement = Accusé de réception d’un rapport
kind-dispute = Contestation d’un rapport
kind-handover = Passation de la présidence
kind-assumption = Prise de la présidence
kind-seal-proposal = Proposition de sceau
kind-seal-agreement = Accord sur un sceau
kind-unknown = Acte d’une nature inconnue de cet exemplaire

# What is signed elsewhere than at the desk.
write-by-root = Ceci se signe avec les clés que la partie garde à l’écart de ce bureau. Leur gardien le prépare avec « alternat act … --to-sign », signe la feuille sur la machine où sont les clés et la rapporte avec « alternat key record ».
write-by-command = Ceci ne s’écrit pas dans un formulaire du bureau ; « alternat act » le fait.
