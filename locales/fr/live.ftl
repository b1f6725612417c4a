# Ce qui est en direct : les nouveautés d’une page ouverte, le projecteur, l’état des copies.

live-new = Il y a du nouveau ici.
live-new-of = Nouveau : { $kinds }.
live-lost = La liaison avec votre bureau est coupée. Ce que vous avez écrit reste ici ; la page sera mise à jour dès que la liaison sera rétablie.
live-mended = La liaison est rétablie et la page est à jour.
live-over = Vous n’êtes plus connecté ici. Ce que vous avez écrit reste sur cette page tant que vous ne la quittez pas ; reconnectez-vous dans une autre fenêtre.

# Le projecteur.
room-projector = Projecteur
session-closed = La session est close.
under-discussion = en discussion
put-now = Soumis pour décision
just-adopted = Adopté

# L’état des copies.
copies = Notre copie
copy-is-the-same = Notre copie est identique à celle de { $party }.
copy-was-the-same = Notre copie et celle de { $party } ont été reconnues identiques pour la dernière fois { $ago }.
copy-was-met = Notre copie et celle de { $party } n’ont pas encore été reconnues identiques ; dernière rencontre { $ago }.
copy-never = Notre copie n’a jamais rencontré celle de { $party }.
copied-on = Dernière copie sur un autre disque : { $ago }.
copied-never = Aucune copie sur un autre disque n’est connue.
ago-now = à l’instant
ago-minutes =
    { $count ->
        [one] il y a { $count } minute
       *[other] il y a { $count } minutes
    }
ago-hours =
    { $count ->
        [one] il y a { $count } heure
       *[other] il y a { $count } heures
    }
ago-days =
    { $count ->
        [one] il y a { $count } jour
       *[other] il y a { $count } jours
    }
