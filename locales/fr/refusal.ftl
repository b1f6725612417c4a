# Why an act does not stand: a sentence for each refusal of spec/acts.md.

refusal-body-malformed = Le contenu n’a pas la forme prescrite pour les actes de cette nature.
refusal-text-refused = Un nom, un titre ou un texte contient des caractères que le profil n’autorise pas.
refusal-wrong-hand = Les actes de cette nature sont signés par une autre main : une racine, une personne ou un nœud.
refusal-no-charter = La charte ne figure pas parmi les actes antérieurs au présent acte.
refusal-basis-out-of-place = Un acte de reconstitution n’indique pas sur quoi il se fonde, ou un acte étranger à toute démonstration l’indique.
refusal-not-accredited = L’accréditation de la chaîne n’est pas valide, ou sa racine n’est celle d’aucune partie.
refusal-revoked = La chaîne a été révoquée par un acte antérieur au présent acte, et celui-ci se situe au-delà de la limite fixée.
refusal-forked = La bifurcation de la chaîne est prouvée par un acte antérieur au présent acte, et sa racine ne l’a pas réglée en faveur de cette branche.
refusal-not-permitted = L’accréditation n’autorise pas la personne signataire à accomplir cet acte.
refusal-not-cleared = Aucune seconde signature de la même partie n’a visé ce contenu.
refusal-not-in-force = Les parties dont la charte attend l’adhésion n’ont pas toutes adhéré par des actes antérieurs au présent acte.
refusal-not-in-past = Le contenu désigne un identifiant qui ne figure pas parmi les actes antérieurs au présent acte.
refusal-wrong-kind = Le contenu désigne un acte d’une autre nature que celle qu’exige la règle.
refusal-does-not-count = Le contenu désigne un acte refusé, ou frappé d’une marque figurant parmi les actes antérieurs au présent acte.
refusal-not-a-party = L’acte est accompli au nom d’une entité qui n’est pas partie ici, ou désigne une telle entité.
refusal-no-such-organ = La charte ne connaît pas cet organe.
refusal-term-out-of-place = Un mandat fait défaut alors que la charte prévoit une présidence tournante, ou est désigné alors qu’elle n’en prévoit pas.
refusal-not-yours = L’acte relève d’une autre partie ou d’une autre chaîne.
refusal-not-open = La session n’a pas été ouverte.
refusal-already-closed = Ce que l’acte modifierait est clos.
refusal-handed-over = La présidence a été transmise et ne peut plus accomplir cet acte.
refusal-already-done = La partie, ou la chaîne, a déjà accompli cet acte.
refusal-not-replaced = Ce qui est en vigueur n’est pas désigné comme remplacé, ou ce qui est désigné n’est pas en vigueur.
refusal-not-next = Un numéro, un mandat ou un tour n’est pas celui qui suit.
refusal-roster-differs = La liste des parties, leur nombre ou l’empreinte de la liste n’est pas ce que voit le présent acte.
refusal-rule-differs = La règle de décision ou le mode de décision n’est pas celui que la charte prévoit pour cette question.
refusal-no-quorum = Le quorum n’est pas atteint.
refusal-outcome-differs = Le résultat désigné n’est pas celui qui découle des actes antérieurs au présent acte.
refusal-not-adopted = La décision désignée n’est pas adoptée.
refusal-account-differs = Les compteurs ou les engagements transmis ne sont pas ceux qui découlent des actes antérieurs au présent acte.
refusal-seal-differs = La taille, la racine, l’état ou les règles d’un sceau diffèrent de ce qui découle des actes antérieurs au présent acte.
refusal-tree-lacks = Il manque à l’arbre scellé une marque ou une objection que la partie détient déjà.
refusal-no-such-part = Le contenu renvoie à un élément détaché que l’acte n’énumère pas.
refusal-no-fork = Les deux actes désignés ne constituent pas une bifurcation.
refusal-terms-contradict = Les dispositions constitutives se contredisent.

# The same where the act is known that is in the way.
refusal-not-in-past-naming = { $field } : l’{ $act } ne figure pas parmi ceux qu’a vus le présent acte.
refusal-wrong-kind-naming = { $field } : l’{ $act } est d’une autre nature que celle qu’exige la règle.
refusal-does-not-count-naming = { $field } : l’{ $act }, sur lequel se fonde le présent acte, est refusé, ou frappé d’une marque figurant parmi les actes antérieurs.
refusal-revoked-naming = La chaîne a été révoquée par l’{ $act }, antérieur au présent acte, et celui-ci se situe au-delà de la limite fixée.
refusal-forked-naming = La bifurcation de la chaîne est prouvée par l’{ $act }, et sa racine ne l’a pas réglée en faveur de cette branche.
refusal-already-closed-naming = { $field } : l’{ $act } a clos ce que le présent acte modifierait.
refusal-already-done-naming = L’{ $act } a déjà accompli cela.
refusal-handed-over-naming = { $field } : la présidence a été transmise par l’{ $act } et ne peut plus accomplir cet acte.
refusal-not-replaced-naming = { $field } : l’{ $act } est en vigueur et n’est pas désigné comme remplacé, ou est désigné sans être en vigueur.
refusal-tree-lacks-naming = { $field } : il manque à l’arbre scellé l’{ $act }, marque ou objection que la partie détient déjà.

# Where the cause lies, before a general sentence.
field-named = champ « { $field } »
field-none = contenu de l’acte
act-named = acte { $id }
before-field-and-act = { $field }, { $act } :{ " " }
before-field = { $field } :{ " " }
before-act = { $act } :{ " " }

# Characters that may not stand where they stand.
text-fault = { $field }, octet { $byte } : { $rule } : { $why }
text-fault-character = { $field }, { $character }, octet { $byte } : { $rule } : { $why }
text-rule-too-long = c’est le premier caractère en trop.
text-rule-empty = rien n’est visible dans le texte.
text-rule-control = c’est un caractère de commande, ou une fin de ligne là où il n’y a qu’une ligne.
text-rule-bidi-control = ce caractère modifie le sens d’écriture de ce qui l’entoure.
text-rule-isolate-unbalanced = ce caractère ouvre un isolat que son paragraphe ne ferme pas, ou en ferme un qui n’y a pas été ouvert.
text-rule-invisible = ce caractère n’affiche rien.
text-rule-joiner-out-of-place = aucune écriture n’emploie de liant à cet endroit.
text-rule-tag-character = c’est un caractère d’étiquette, qui n’affiche rien.
text-rule-mixed-digits = ce chiffre est d’un autre système que ceux qui le précèdent dans le même nombre.
text-rule-mixed-scripts = ce caractère est d’une autre écriture que ceux qui le précèdent dans le nom.
text-rule-space-out-of-place = dans un nom, une seule espace ordinaire sépare deux mots, et aucun autre blanc n’est admis.
text-rule-not-nfc = à partir d’ici, le texte n’est pas en forme normalisée C (NFC) ; enregistrez-le sous cette forme.
text-rule-unassigned = ce caractère n’est pas attribué dans Unicode 14.0, ou est réservé à un usage privé.
text-rule-other = spec/act.md énonce ce qu’un texte peut contenir.
