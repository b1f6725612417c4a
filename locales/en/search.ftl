# The search.
search = Search
search-words = Words, symbol or beginning of an id
search-do = Search
search-session = Session
search-language = Language
search-ask = Type one or more words: all of them must be found. Words between quotation marks must stand together.
search-failed = The search is not available now. Everything else is; ask your administrator to start it again.
search-nothing = Nothing found: { $words }
search-remedy-filters = Look in all parties, kinds, sessions and languages
search-remedy-fewer = Use fewer words, or another form of them
search-remedy-begin = Of a symbol or an id, give its beginning
search-count =
    { $count ->
        [one] One found.
       *[other] { $count } found.
    }
search-cut = There are more; only the newest are shown. Add a word or choose a session to see others.
search-no-session = Outside any session
search-pages = Pages of the search
search-before = Previous page
search-after = Next page
