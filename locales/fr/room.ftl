# A session as a room: the journal, the chair's desk, papers on the table, briefs.

# The journal.
participants = Participants
at-the-table = Sur la table
chairs-desk = Le bureau de la présidence
brief = Note
journal-chairmanship = Présidence : { $party }
journal-held = 1. Ouverture et clôture
journal-chairperson = 2. Président de séance
journal-subjects = 3. Questions examinées – déclarations – décisions
journal-next = 4. Prochaine réunion
journal-apart = Avant les points
journal-item-unknown = Point { $number }, qui ne figure à aucun ordre du jour
journal-nothing = Rien n’est consigné.
session-before = Précédente : { $session }
session-after = Suivante : { $session }
text-tabled = Texte : { $title } (déposé par { $party })
text-replaced = Une version ultérieure le remplace.
annex-named = Annexe : { $title }
piece-read = Lire
not-examined = pouvoirs non encore examinés
examined-accepted = pouvoirs en bonne et due forme
examined-provisional = pouvoirs acceptés, étant entendu que les originaux suivront

# Where it can be acted on.
room-do-statement = Faire une déclaration
room-do-text = Déposer un texte
room-do-annex = Joindre une annexe
room-do-position = Prendre position
room-do-objection = Faire objection
room-do-report = Faire rapport
room-do-examination = Examiner
room-do-credentials = Désigner notre délégation
room-do-opening = Ouvrir la session
room-do-agenda = Fixer l’ordre du jour
room-do-put = Soumettre à décision
room-do-close = Clore la décision
room-do-number = Numéroter la décision
room-do-commitment = Consigner un engagement
room-do-closing = Clore la session
room-do-handover = Transmettre la présidence
room-do-seal-proposal = Proposer le sceau

# Participants.
participants-count =
    { $count ->
        [0] Personne n’a encore été désigné.
        [one] Un participant
        [many] { $count } de participants
       *[other] { $count } participants
    }
participants-name = Nom
participants-title = Titre
participants-role = Qualité

# The chair's desk.
chair-may = Ce que seule la présidence peut faire
chair-hindered = Pas maintenant : { $why }
chair-write = Préparer
floor = La parole
floor-speaks = { $party } a la parole
floor-nobody = Personne n’a la parole.
floor-end = Fin de l’intervention
floor-list = Liste des orateurs
floor-list-open = ouverte
floor-list-closed = close
floor-on-item = sur le point { $item }
floor-reply = droit de réponse
floor-begin = Donner la parole
floor-withdraw = Retirer de la liste
floor-party = Partie
floor-item = Point
floor-ask = Inscrire sur la liste
floor-ask-reply = Droit de réponse
floor-close = Clore la liste
floor-reopen = Rouvrir la liste
floor-used = Temps utilisé
floor-minutes = { $count } min
floor-seconds = { $count } s
floor-no-party = Aucune partie de ce nom ne siège ici. Choisissez-en une dans la liste.
floor-list-is-closed = La liste des orateurs est close ; il ne reste que le droit de réponse.
floor-list-is-full = La liste des orateurs est complète.
presence = Présents
presence-count =
    { $count ->
        [0] Personne n’est noté présent.
        [one] Une personne est présente.
        [many] { $count } de personnes sont présentes.
       *[other] { $count } personnes sont présentes.
    }
presence-keep = Enregistrer

# Papers on the table.
table-paper = Document
table-cards = Chevalets nominatifs
table-signs = Plaques des délégations
table-plan-u = Plan de table, en U
table-plan-round = Plan de table, table ronde
table-order = Ordre des parties
table-order-agreed = selon la charte
table-order-own = notre partie d’abord
table-languages = Langues

# A brief.
brief-proposed = Ce qui est proposé
brief-open = Ce qui reste ouvert, et pour qui
brief-said = Ce que nous avons dit la dernière fois
brief-deadline = Échéance
brief-deadline-here = Ici : { $day }, { $time }
brief-deadline-capital = Dans la capitale : { $day }, { $time }
brief-instructions = Nos instructions
brief-fallback = Notre position de repli
brief-none = Néant.
brief-waits-for = En attente de : { $parties }
brief-objected-by = Objection de : { $parties }
brief-ours = Pour notre délégation seule
brief-private = Ceci reste dans la délégation : nul ne le signe, et il n’est envoyé à personne.
brief-deadline-at = Échéance, au lieu de la session
brief-offset-here = Le lieu de la session, heures par rapport à UTC
brief-offset-capital = La capitale, heures par rapport à UTC
brief-keep = Enregistrer
brief-too-long = Le texte est trop long pour une page. Raccourcissez-le.
brief-deadline-wrong = Ce n’est ni un jour ni une heure. Écrivez par exemple 2031-05-13T10:30.
brief-offset-wrong = Indiquez l’écart des deux lieux par rapport à UTC, par exemple +03:00.

# The chair before, now and next.
troika = Avant, maintenant et ensuite
troika-past = Avant
troika-present = Maintenant
troika-next = Ensuite
terms = Les mandats jusqu’ici
term-from = Transmise par { $party }.

not-for-your-role = Ce bureau n’offre pas cela à votre fonction
drawer-failed = Le bureau n’a pas pu lire ou écrire son propre fichier. Réessayez ; si cela persiste, prévenez votre administrateur.
