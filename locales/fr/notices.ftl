# Les avis : la page, et ce que dit un avis.
notices = Mes avis
notices-what = Vous pouvez être averti qu’une affaire vous attend. Un avis n’en dit pas plus, et il est envoyé par les moyens propres de votre délégation.
notices-none = Aucun avis n’est envoyé d’ici. L’administration de ce service peut y pourvoir.
notices-ways = Comment vous êtes averti
notices-address = Adresse électronique
notices-number = Numéro pour les messages
notices-kinds = De quoi vous êtes averti
notices-waits = Une nouvelle affaire attend notre partie
notices-deadline = Une échéance de notre partie tombe dans sept jours, demain ou aujourd’hui
notices-seal = Un sceau est définitif
notices-two-versions = Deux versions d’une partie figurent au registre
notices-differs = Un original diffère du nôtre
notices-content = Dire dans l’avis de quoi il s’agit. Quiconque le transporte peut le lire.
notices-no-link = Aucun avis ne contient de lien. Rien ne peut être signé à partir d’un avis : ouvrez ce service comme d’habitude.
notices-keep = Enregistrer
notices-not-an-address = Ce n’est pas une adresse électronique unique. Écrivez-la comme nom@example.org, sans rien d’autre.
notices-not-a-number = Un numéro ne comporte que des lettres, des chiffres et + . - _ @, et ne commence pas par un tiret.
notices-no-way = Indiquez où l’avis doit aller, ou ne choisissez rien.
notices-failed = L’enregistrement a échoué. Réessayez ; si cela persiste, signalez-le à l’administration de ce service.
notices-given-up =
    { $count ->
        [one] Un avis qui vous était destiné n’a pas pu être remis. Vérifiez l’adresse et enregistrez-la de nouveau.
       *[other] { $count } avis qui vous étaient destinés n’ont pas pu être remis. Vérifiez l’adresse et enregistrez-la de nouveau.
    }
notice-subject = Une affaire vous attend
notice-says-waits = Une affaire vous attend.
notice-says-deadline = Une échéance approche. Ce service indique laquelle.
notice-says-seal = Un sceau est définitif. Ce service indique lequel.
notice-says-two-versions = Deux versions d’une partie figurent au registre. Ce service indique laquelle.
notice-says-differs = Un original diffère du nôtre. Veuillez consulter ce service sans tarder.
notice-sign-in = Pour en savoir plus, ouvrez ce service comme d’habitude. Cet avis ne contient aucun lien, et rien ne peut être signé à partir de lui.
