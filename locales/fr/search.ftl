# La recherche.
search = Recherche
search-words = Mots, cote ou début d’un identifiant
search-do = Rechercher
search-session = Session
search-language = Langue
search-ask = Saisissez un ou plusieurs mots : tous doivent être trouvés. Les mots entre guillemets doivent se suivre.
search-failed = La recherche n’est pas disponible pour le moment. Tout le reste l’est ; demandez à l’administration de ce service de la relancer.
search-nothing = Aucun résultat : { $words }
search-remedy-filters = Chercher dans toutes les parties, tous les types, toutes les sessions et toutes les langues
search-remedy-fewer = Employez moins de mots, ou une autre forme
search-remedy-begin = Pour une cote ou un identifiant, donnez le début
search-count =
    { $count ->
        [one] Un résultat.
       *[other] { $count } résultats.
    }
search-cut = Il y en a d’autres ; seuls les plus récents sont affichés. Ajoutez un mot ou choisissez une session pour voir les autres.
search-no-session = Hors session
search-pages = Pages de la recherche
search-before = Page précédente
search-after = Page suivante
