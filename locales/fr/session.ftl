# What an account of a session says.

# Above everything that a demonstration shows.
banner-reconstruction = RECONSTITUTION, CLÉS DE DÉMONSTRATION. Aucun État ni aucun représentant officiel n’a signé quoi que ce soit ici. Ce qu’une source rapporte porte la mention « rapporté » ; ce dont le programme a besoin et qu’aucune source ne rapporte porte la mention « présumé ».
banner-rehearsal = EXERCICE. L’organe, ses parties, les personnes et tout ce qu’elles font sont fictifs.

# What an act rests on.
mark-reported = { " " }[rapporté]
mark-presumed = { " " }[présumé]
footing-reported = { $number }. { $kind }, rapporté : { $words }
footing-presumed = { $number }. { $kind }, présumé : { $words }
footing-many =
    { $count ->
        [one] { $kind } ({ $count } inscription)
        [many] { $kind } ({ $count } d’inscriptions)
       *[other] { $kind } ({ $count } inscriptions)
    }

# The session.
mechanism = { $name }
session =
    { $number ->
        [1] { $organ }, { $number }re session
       *[other] { $organ }, { $number }e session
    }
place-and-day = { $place }, { $when }
days = du { $from } au { $to }
section-convened = Convocation et tenue de la session
section-delegations = Participation
section-agenda = Ordre du jour
section-statements = Déclarations
section-papers = Documents sur papier
section-decisions = Décisions
section-commitments = Engagements et échéances
section-published = Publications relatives à la session
section-next = Suite des travaux
section-seal = Sceau
section-since = Depuis lors
section-footings = Fondements du compte rendu
convened-by = Session convoquée{ $on } par : { $party }
convened-not-reported = Session convoquée par : non rapporté (inscription au registre par : { $signer })
opened-by = Ouverture de la session : { $party }
opened-presumed = Session ouverte
closed-by = Clôture de la session : { $party }
closed-presumed = Session close
convened-by-signer = Session convoquée{ $on } par : { $party } (signature : { $signer })
initiated-by = À l’initiative de : { $parties }
coordinated-by = Coordination : { $party }
hosted-by = État hôte : { $party }
chaired-by = Présidence : { $party }
not-reported = non rapporté
not-named = non précisé
session-open = La session est ouverte.
session-not-opened = La session est convoquée et n’a pas encore été ouverte.
next-meeting = Annoncé à la clôture : { $words }

# Delegations.
delegation = { $party }
credentials-accepted = , pouvoirs reconnus en bonne et due forme
credentials-provisional = , pouvoirs acceptés, étant entendu que les originaux suivront
credentials-objected = Objection aux pouvoirs de la délégation : { $parties } ; la délégation conserve son siège.
without-credentials = Sans pouvoirs inscrits au registre : { $parties }
observers = Observateurs désignés par la charte : { $names }
member = { $name } ({ $role })
member-titled = { $name }, { $title } ({ $role })
role-head = chef de délégation
role-representative = représentant
role-alternate = représentant suppléant
role-adviser = conseiller
role-expert = expert
role-interpreter = interprète
role-secretary = secrétaire

# The agenda.
agenda-adopted = Adopté{ $mark } :
agenda-not-adopted = Proposé{ $mark } ; aucune décision d’adoption ne figure au registre :
agenda-item = { $number }. { $item }

# Statements and papers.
statement = { $party }
statement-item = { $party }, sur le point { $item } de l’ordre du jour
statement-reply = { $party }, en réponse à : { $to }
statement-on-behalf = { " " }(également au nom de : { $parties })
form-delivered = , texte prononcé
form-handed-in = , texte remis par écrit
form-reported = , au style indirect
words-whole = « { $words } »
words-go-on = « { $words } […] »
words-not-here = Le texte ne figure pas dans cet exemplaire.
version = { $language } ({ $status })
version-only = En une seule langue : { $languages } ({ $status })
versions = Langues : { $versions }
versions-alike = Langues : { $languages } (pour chacune : { $status })
status-authentic = texte authentique
status-official = traduction officielle
status-courtesy = version de courtoisie
status-machine = traduction automatique
paper = { $party } : { $title } (transcription : { $by } ; ne vaut pas signature de la partie nommée en premier lieu)
paper-witnessed = Document conservé par : { $holder } ; document vu par : { $witness }.
paper-not-witnessed = Document conservé par : { $holder } ; attestation demandée et non encore donnée : { $witness }.

# Decisions.
decision-text = { $title }
decision-agenda = Adoption de l’ordre du jour
decision-recognition = Reconnaissance de nouvelles clés racines : { $party }
decision-open = { $title } : décision en instance, résultat non proclamé
decision-adopted = { $title } : décision adoptée{ $on }, sans numéro
decision-numbered = { $title } : décision adoptée{ $on } sous la cote { $symbol }
decision-not-adopted = { $title } : décision non adoptée{ $on }
decision-void = { $title } : résultat proclamé plus d’une fois ; un sceau définitif ne retient aucune des proclamations
decision-disputed = { $title } : résultat proclamé plus d’une fois ; le prochain sceau dira quelle proclamation est retenue
joined = Ralliement à la décision : { $parties }
joined-with = Ralliement à la décision, avec déclaration ({ $party }) : « { $words } »
reserved = Ralliement à la décision, avec réserve ({ $party }) : « { $words } »
dissociated = Dissociation de la décision ({ $party }) : « { $words } »
absent = Absence : { $party }
not-participating = Non-participation : { $party }
no-position = Aucune position inscrite au registre : { $parties }
no-position-at-all = Le registre ne contient la position d’aucune partie.
objected = Objection : { $party }
objected-because = Objection ({ $party }) : « { $words } »
objected-and-withdrew = Objection, retirée par la suite : { $party }
objected-because-and-withdrew = Objection ({ $party }) : « { $words } » ; retirée par la suite

# Commitments.
commitment = { $kind } : { $what }
commitment-do = Exécuter
commitment-study = Étude
commitment-programme = Programme
commitment-report = Faire rapport
commitment-notify = Notifier
commitment-refrain = S’abstenir de
commitment-who = { $parties }, { $due }
commitment-coordinator = Coordination : { $party }
commitment-from = Découle de : { $decision }
commitment-from-paragraph = Découle de : { $decision }, paragraphe { $paragraph }
due-no-date = sans date fixée
due-by = au plus tard le { $day }
due-next-session = d’ici à la prochaine session
due-event = échéance : { $event }
report-in-progress = Rapport ({ $party }), exécution en cours : « { $words } »
report-done = Rapport ({ $party }), engagement exécuté : « { $words } »
report-delayed = Rapport ({ $party }), exécution retardée : « { $words } »
report-acknowledged = Accusé de réception du rapport : { $party }.
report-disputed = Contestation du rapport ({ $party }) : « { $words } »
no-report = Aucun rapport inscrit au registre : { $parties }
since-commitment = { $what }

# What was published.
published-of = Compte rendu émanant de : { $party }
published-of-nobody = Compte rendu n’émanant d’aucune partie
published-by = { $publisher } : { $title }. Langue : { $language }
published-on = Publié le { $day }
published-at = { $address }
published-says = { $words }

# The chair.
next-no-rotation = La présidence tournante n’est pas en vigueur : la prochaine présidence n’est pas déterminée.
next-in-turn = Selon l’ordre de la présidence tournante, prochaine présidence : { $party } ; la passation n’a pas encore eu lieu.
next-handed-over = Passation de la présidence. Présidence sortante : { $from } ; présidence entrante : { $to }.
next-assumed = Prise de la présidence : { $party }.
next-not-assumed = Prise de la présidence non encore intervenue : { $party }.
since-chair = Présidence
next-report = La présidence sortante, sur son mandat : « { $words } »
next-offered = Proposé pour la prochaine session : « { $words } »

# Seals.
sealed =
    { $size ->
        [one] Session scellée : le sceau n° { $number }, qui porte sur { $size } inscription, couvre cette session et est définitif. Accord : { $parties }.
        [many] Session scellée : le sceau n° { $number }, qui porte sur { $size } d’inscriptions, couvre cette session et est définitif. Accord : { $parties }.
       *[other] Session scellée : le sceau n° { $number }, qui porte sur { $size } inscriptions, couvre cette session et est définitif. Accord : { $parties }.
    }
seal-proposed =
    { $needed ->
        [one] Un sceau est proposé et n’est pas définitif. Accord donné à ce jour : { $parties } ; accord requis de { $needed } partie.
        [many] Un sceau est proposé et n’est pas définitif. Accord donné à ce jour : { $parties } ; accord requis de { $needed } de parties.
       *[other] Un sceau est proposé et n’est pas définitif. Accord donné à ce jour : { $parties } ; accord requis de { $needed } parties.
    }
seal-proposed-by-none =
    { $needed ->
        [one] Un sceau est proposé et n’est pas définitif. Aucune partie n’a encore donné son accord ; accord requis de { $needed } partie.
        [many] Un sceau est proposé et n’est pas définitif. Aucune partie n’a encore donné son accord ; accord requis de { $needed } de parties.
       *[other] Un sceau est proposé et n’est pas définitif. Aucune partie n’a encore donné son accord ; accord requis de { $needed } parties.
    }
not-sealed = Session non scellée.
acts-refused = Inscriptions de ce registre non valides, conservées et affichées : { $count }
acts-unknown = Inscriptions de ce registre illisibles dans cet exemplaire : { $count }
on-day = { " " }le { $day }
on-day-at = { " " }le { $day } à { $time } UTC
before-day = { $day } :{ " " }
