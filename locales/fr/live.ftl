# Ce qui est en direct : les nouveautés d’une page ouverte, le projecteur.

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
