# The pages of the desk.

# Above and beside every page.
skip-to-main = Aller au contenu
rooms = Rubriques
room-waiting = Affaires à traiter
room-mechanism = Le mécanisme
room-record = Le registre
delegation-of = Délégation : { $party }
mechanisms = Mécanismes
not-found = Il n’y a rien à cette adresse
back-to-waiting = Retour aux affaires à traiter

# Signing in.
sign-in = Connexion
sign-out = Déconnexion
sign-in-name = Nom
sign-in-password = Mot de passe
sign-in-wrong = Le nom ou le mot de passe est incorrect.
sign-in-pause = Trop de tentatives faites d’ici pour ce nom. Veuillez attendre une minute, puis réessayer.
sign-in-failed = La vérification n’a pas pu être faite pour l’instant. Veuillez réessayer ; si cela se répète, signalez-le à l’administration de ce service.
role-at-desk-reader = lecture
role-at-desk-drafter = rédaction
role-at-desk-signer = signature
role-at-desk-head = chef de délégation
role-at-desk-secretariat = secrétariat de la présidence
role-at-desk-administrator = administration

# What waits for us.
waiting-count =
    { $count ->
        [0] { $party } : aucune affaire à traiter.
        [one] { $party } : { $count } affaire à traiter.
        [many] { $party } : { $count } d’affaires à traiter.
       *[other] { $party } : { $count } affaires à traiter.
    }
waits-two-versions = Deux versions figurent au registre ({ $party }) : voir laquelle est retenue
waits-accede = La charte attend notre adhésion
waits-chair = La présidence nous a été transmise ; présidence sortante : { $party }
waits-position = { $title } : notre position
waits-close = { $title } : toutes les parties se sont prononcées
waits-number = { $title } : décision adoptée, sans numéro
waits-credentials = { $session } : composition de notre délégation
waits-examine = { $session } : pouvoirs de la délégation ({ $party })
waits-open = { $session } : convoquée, à ouvrir
waits-report = { $what }
waits-acknowledge = Rapport reçu ({ $party }) : { $what }
waits-witness = Il nous est demandé d’attester que nous avons vu un document sur papier ; demande de : { $party }
waits-seal = Un sceau est proposé ; accords donnés : { $agreed }, accords requis : { $needed }

# The one action that a matter needs; each is a button.
do-fork-resolution = Consulter
do-accession = Adhérer
do-assumption = Prendre la présidence
do-position = Prendre position
do-close = Proclamer le résultat
do-number = Attribuer un numéro
do-credentials = Désigner notre délégation
do-examination = Vérifier
do-opening = Ouvrir
do-report = Faire rapport
do-acknowledgement = Accuser réception
do-witness = Consulter
do-seal-agreement = Consulter

# The mechanism.
the-chair = La présidence
the-charter = La charte
charter-in-force = La charte est en vigueur.
charter-not-in-force = La charte n’est pas encore en vigueur : des adhésions sont attendues.
sessions = Sessions
no-session = Aucune session n’a été convoquée.
stage-convened = convoquée
stage-open = ouverte
stage-closed = close
parties = Parties
has-acceded = a adhéré
has-not-acceded = n’a pas adhéré
official-languages = Langues officielles
symbols = Les cotes des documents commencent par
rule-procedure = Décisions de procédure
rule-substance = Décisions sur les textes
rule-charter = Décisions sur la charte
rule-is-consensus = règle du consensus : aucune partie ne fait objection
rule-is-unanimity = règle de l’unanimité : toutes les parties se rallient à la décision
rule-is-majority = règle de la majorité : { $need }/{ $of } de l’ensemble des parties
quorum = Quorum
quorum-parties =
    { $count ->
        [one] { $count } délégation munie de pouvoirs
        [many] { $count } de délégations munies de pouvoirs
       *[other] { $count } délégations munies de pouvoirs
    }
turn-chairs = présidence en exercice
turn-hands-over = présidence sortante
turn-next = prochaine présidence
turn-later = par la suite
turn-chairs-is = Présidence en exercice : { $party }.
turn-hands-over-is = La passation de la présidence a eu lieu ; présidence sortante : { $party }.
turn-next-is = Prochaine présidence : { $party }.
