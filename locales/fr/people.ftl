# The people of the desk: themselves, and whoever manages them.

# At every page.
people = Personnes
me = Mon compte
not-yours = Cette page n’est pas ouverte à votre rôle
not-yours-ask = Si vous en avez besoin, demandez un autre rôle à votre administrateur.
busy = Trop de connexions en ce moment
busy-again = Attendez quelques secondes, puis réessayez.
failed = L’opération n’a pas abouti
moment-utc = { $day }, { $time } UTC

# Signing in by a code.
code = Code
code-which = Saisissez les six chiffres qu’affiche votre application d’authentification, ou l’un de vos codes imprimés.
code-wrong = Le code est faux, ou a déjà servi.
code-pause = Trop de codes faux. Attendez une minute, puis réessayez, ou utilisez un code imprimé.
code-start-again = Recommencer par le mot de passe

# My entry.
me-is = { $name }, { $role }.
me-signs = Vous signez en tant que { $signer }.
keep = Enregistrer
calendar = Calendrier
calendar-beside = À côté de la date grégorienne, afficher
calendar-gregorian = aucune autre
calendar-solar-hijri = la date hégirienne solaire
calendar-umm-al-qura = la date hégirienne (Oumm al-Qoura)
password = Mot de passe
password-old = Votre mot de passe actuel
password-new = Nouveau mot de passe
password-again = Nouveau mot de passe, encore une fois
password-rule =
    { $count ->
        [one] Un caractère au moins. Le mieux : plusieurs mots que personne ne dirait ensemble.
       *[other] { $count } caractères au moins. Le mieux : plusieurs mots que personne ne dirait ensemble.
    }
password-change = Changer le mot de passe
password-wrong = Le mot de passe actuel est faux, ou il y a eu trop d’essais : attendez une minute.
password-differs = Les deux nouveaux mots de passe diffèrent.
password-same = Le nouveau mot de passe est l’actuel.
password-short = Le nouveau mot de passe est trop court ou trop long.
must-change = Ce mot de passe vous a été remis. Choisissez le vôtre avant de continuer.
factor = Second facteur
factor-on = actif
factor-off = inactif
factor-is-on = Après le mot de passe, un code est demandé.
factor-is-off = Votre mot de passe suffit pour entrer. Avec une application d’authentification sur votre téléphone, un code est demandé en plus.
factor-enter = Faites lire cette image à votre application, ou saisissez les lettres qui la suivent. Écrivez ensuite les six chiffres affichés.
factor-picture = Image pour l’application d’authentification ; les lettres qui suivent disent la même chose
factor-confirm-by = Six chiffres
factor-put-on = Activer le second facteur
factor-take-off = Désactiver le second facteur
codes = Codes imprimés
codes-of = Codes de { $name }, à la place de l’application. Imprimez cette page maintenant : elle ne sera plus affichée.
codes-rule = Chaque code sert une fois. Les codes antérieurs ne valent plus. Gardez la feuille loin de votre téléphone.
codes-done = C’est imprimé
codes-new = Faire de nouveaux codes imprimés
codes-left =
    { $count ->
        [0] Il ne reste aucun code imprimé.
        [one] Il reste un code imprimé.
       *[other] Il reste { $count } codes imprimés.
    }
visits = Connexions en cours
visits-none = Aucune connexion en cours.
visit-from = Depuis l’adresse
visit-since = Depuis
visit-last = Dernière activité
visit-this = celle-ci
visit-end = Déconnecter

# The administrator's room.
role = Rôle
signs-as = Signe en tant que
signs-as-whom = Signe en tant que, le cas échéant : le nom sous lequel la clé est gardée ici
person-add = Ajouter une personne
person-role = Changer le rôle et le signataire
person-reset = Faire un mot de passe à remettre
person-reset-rule = Le mot de passe actuel ne vaudra plus, et la personne sera déconnectée partout.
person-factor = Désactiver le second facteur
person-factor-rule = En cas de perte du téléphone et des codes imprimés. Le mot de passe suffira alors pour entrer.
person-visits = Déconnecter partout
person-remove = Retirer
person-remove-sure = Oui : la personne n’entrera plus. Ce qui a été signé demeure.
person-must-change = Le mot de passe a été remis et n’a pas encore été changé.
person-taken = Ce nom est déjà pris : choisissez-en un autre.
person-no-name = Employez lettres, chiffres, points, tirets, tirets bas et @, sans espaces.
people-full = Le nombre maximal de personnes est atteint : retirez-en une d’abord.
person-last = C’est le dernier administrateur : nommez-en un autre d’abord.
person-none = Il n’y a personne de ce nom.
hand-over = Un mot de passe à remettre
hand-over-password = Le premier mot de passe de { $name } :
hand-over-rule = Il ne sera plus affiché. Remettez-le en main propre ; un autre devra être choisi à la première connexion.

# What happened at the door.
door = Journal des connexions
door-nothing = Rien de tel ne s’est produit.
door-older = Plus anciens
door-when = Quand
door-what = Quoi
door-by = Par
door-added = personne ajoutée
door-password-changed = mot de passe changé
door-signed-in = connexion
door-signed-out = déconnexion
door-wrong = nom ou mot de passe faux
door-paused = non examiné : trop d’essais
door-role-changed = rôle ou signataire changé
door-reset = mot de passe à remettre
door-factor-on = second facteur activé
door-factor-off = second facteur désactivé
door-codes-printed = nouveaux codes imprimés
door-code-used = code imprimé utilisé
door-wrong-code = mot de passe juste, code faux
door-visits-ended = connexions terminées
door-removed = personne retirée
