# What an account of a session says.

# Above everything that a demonstration shows.
banner-reconstruction = РЕКОНСТРУКЦИЯ, ДЕМОНСТРАЦИОННЫЕ КЛЮЧИ. Ни одно государство и ни одно должностное лицо здесь ничего не подписывали. То, о чём сообщает источник, отмечено словами «по источнику»; то, что необходимо программе и о чём не сообщает ни один источник, отмечено словом «допущение».
banner-rehearsal = РЕПЕТИЦИЯ. Механизм, его стороны, их представители и все их действия вымышлены.

# What an act rests on.
mark-reported = { " " }[по источнику]
mark-presumed = { " " }[допущение]
footing-reported = { $number }. { $kind }, по источнику: { $words }
footing-presumed = { $number }. { $kind }, допущение: { $words }
footing-many =
    { $count ->
        [one] { $kind } ({ $count } запись)
        [few] { $kind } ({ $count } записи)
        [many] { $kind } ({ $count } записей)
       *[other] { $kind } ({ $count } записи)
    }

# The session.
mechanism = { $name }
session = { $organ }, { $number }-я сессия
place-and-day = { $place }, { $when }
days = с { $from } по { $to }
section-convened = Созыв и проведение сессии
section-delegations = Участники
section-agenda = Повестка дня
section-statements = Заявления
section-papers = Документы на бумаге
section-decisions = Решения
section-commitments = Обязательства и сроки
section-published = Публикации о сессии
section-next = Дальнейшие шаги
section-seal = Печать
section-since = С тех пор
section-footings = Основания изложенного
convened-by = Сессия созвана{ $on }; созвавшая сторона: { $party }
convened-not-reported = Созвавшая сторона: источник не сообщает (внесено за подписью: { $signer })
opened-by = Открытие сессии: { $party }
opened-presumed = Сессия открыта
closed-by = Закрытие сессии: { $party }
closed-presumed = Сессия закрыта
convened-by-signer = Сессия созвана{ $on }; созвавшая сторона: { $party } (подпись: { $signer })
initiated-by = Инициатива созыва: { $parties }
coordinated-by = Координация: { $party }
hosted-by = Принимающая страна: { $party }
chaired-by = Председательство: { $party }
not-reported = источник не сообщает
not-named = не указано
session-open = Сессия открыта и продолжается.
session-not-opened = Сессия созвана, но ещё не открыта.
next-meeting = Объявлено при закрытии: { $words }

# Delegations.
delegation = { $party }
credentials-accepted = , полномочия делегации найдены в должной форме и полном порядке
credentials-provisional = , полномочия делегации приняты при том понимании, что подлинники будут представлены
credentials-objected = Возражение против полномочий делегации: { $parties }; делегация сохраняет своё место.
without-credentials = Полномочия делегации в реестре отсутствуют: { $parties }
observers = Наблюдатели, указанные в уставе: { $names }
member = { $name } ({ $role })
member-titled = { $name }, { $title } ({ $role })
role-head = глава делегации
role-representative = представитель
role-alternate = заместитель представителя
role-adviser = советник
role-expert = эксперт
role-interpreter = устный переводчик
role-secretary = секретарь

# The agenda.
agenda-adopted = Утверждена{ $mark }:
agenda-not-adopted = Предложена{ $mark }; решения об утверждении в реестре нет:
agenda-item = { $number }. { $item }

# Statements and papers.
statement = { $party }
statement-item = { $party }, по пункту { $item } повестки дня
statement-reply = { $party }, право на ответ (на заявление: { $to })
statement-on-behalf = { " " }(также от имени: { $parties })
form-delivered = , в произнесённом виде
form-handed-in = , в представленном письменном виде
form-reported = , в изложении
words-whole = «{ $words }»
words-go-on = «{ $words } …»
words-not-here = Текста в этом экземпляре нет.
version = { $language } ({ $status })
version-only = Только один язык: { $languages } ({ $status })
versions = Языки: { $versions }
versions-alike = Языки: { $languages } (на каждом: { $status })
status-authentic = аутентичный текст
status-official = официальный перевод
status-courtesy = неофициальный текст
status-machine = машинный перевод
paper = { $party }: { $title } (с бумаги внесла сторона: { $by }; подписью стороны, указанной первой, не является)
paper-witnessed = Бумага хранится у стороны: { $holder }; с бумагой ознакомилась сторона: { $witness }.
paper-not-witnessed = Бумага хранится у стороны: { $holder }; просьба ознакомиться с бумагой, пока без ответа, обращена к стороне: { $witness }.

# Decisions.
decision-text = { $title }
decision-agenda = Утверждение повестки дня
decision-recognition = Признание новых корневых ключей стороны: { $party }
decision-open = { $title }: поставлено на решение, итог не объявлен
decision-adopted = { $title }: решение принято{ $on }, без номера
decision-numbered = { $title }: решение принято{ $on }, условное обозначение { $symbol }
decision-not-adopted = { $title }: решение не принято{ $on }
decision-void = { $title }: итог объявлен более одного раза; окончательная печать не засчитывает ни одного объявления
decision-disputed = { $title }: итог объявлен более одного раза; следующая печать определит, какое объявление засчитывается
joined = Присоединение к решению: { $parties }
joined-with = Присоединение к решению с заявлением ({ $party }): «{ $words }»
reserved = Присоединение к решению с оговоркой ({ $party }): «{ $words }»
dissociated = Отмежевание от решения ({ $party }): «{ $words }»
absent = Отсутствие: { $party }
not-participating = Неучастие: { $party }
no-position = Позиция в реестре отсутствует: { $parties }
no-position-at-all = В реестре нет позиции ни одной из сторон.
objected = Возражение: { $party }
objected-because = Возражение ({ $party }): «{ $words }»
objected-and-withdrew = Возражение, впоследствии снятое: { $party }
objected-because-and-withdrew = Возражение ({ $party }): «{ $words }»; впоследствии снято

# Commitments.
commitment = { $kind }: { $what }
commitment-do = Выполнить
commitment-study = Исследование
commitment-programme = Программа
commitment-report = Представить доклад
commitment-notify = Уведомить
commitment-refrain = Не совершать
commitment-who = { $parties }, { $due }
commitment-coordinator = Координация: { $party }
commitment-from = Вытекает из решения: { $decision }
commitment-from-paragraph = Вытекает из решения: { $decision }, пункт { $paragraph }
due-no-date = срок не установлен
due-by = не позднее { $day }
due-next-session = к следующей сессии
due-event = крайний срок: { $event }
report-in-progress = Доклад ({ $party }), выполнение продолжается: «{ $words }»
report-done = Доклад ({ $party }), обязательство выполнено: «{ $words }»
report-delayed = Доклад ({ $party }), выполнение задерживается: «{ $words }»
report-acknowledged = Получение доклада подтверждено: { $party }.
report-disputed = Доклад оспорен ({ $party }): «{ $words }»
no-report = Доклад в реестре отсутствует: { $parties }
since-commitment = { $what }

# What was published.
published-of = Сообщение, исходящее от стороны: { $party }
published-of-nobody = Сообщение, исходящее не от сторон
published-by = { $publisher }: { $title }. Язык: { $language }
published-on = Опубликовано { $day }
published-at = { $address }
published-says = { $words }

# The chair.
next-no-rotation = Ротация не действует: следующее председательство не определено.
next-in-turn = В порядке ротации следующее председательство: { $party }; председательство ещё не передано.
next-handed-over = Председательство передано. Передавшая сторона: { $from }; следующее председательство: { $to }.
next-assumed = Принятие председательства: { $party }.
next-not-assumed = Председательство ещё не принято: { $party }.
since-chair = Председательство
next-report = Уходящее председательство о своём сроке: «{ $words }»
next-offered = Предложено к следующей сессии: «{ $words }»

# Seals.
sealed =
    { $size ->
        [one] Скреплено печатью: печать № { $number } ({ $size } запись) охватывает эту сессию и является окончательной. Согласие: { $parties }.
        [few] Скреплено печатью: печать № { $number } ({ $size } записи) охватывает эту сессию и является окончательной. Согласие: { $parties }.
        [many] Скреплено печатью: печать № { $number } ({ $size } записей) охватывает эту сессию и является окончательной. Согласие: { $parties }.
       *[other] Скреплено печатью: печать № { $number } ({ $size } записи) охватывает эту сессию и является окончательной. Согласие: { $parties }.
    }
seal-proposed =
    { $needed ->
        [one] Печать предложена и не является окончательной. Согласие к настоящему времени: { $parties }; всего требуется согласие { $needed } стороны.
        [few] Печать предложена и не является окончательной. Согласие к настоящему времени: { $parties }; всего требуется согласие { $needed } сторон.
        [many] Печать предложена и не является окончательной. Согласие к настоящему времени: { $parties }; всего требуется согласие { $needed } сторон.
       *[other] Печать предложена и не является окончательной. Согласие к настоящему времени: { $parties }; всего требуется согласие { $needed } стороны.
    }
seal-proposed-by-none =
    { $needed ->
        [one] Печать предложена и не является окончательной. Согласия ещё не дала ни одна сторона; всего требуется согласие { $needed } стороны.
        [few] Печать предложена и не является окончательной. Согласия ещё не дала ни одна сторона; всего требуется согласие { $needed } сторон.
        [many] Печать предложена и не является окончательной. Согласия ещё не дала ни одна сторона; всего требуется согласие { $needed } сторон.
       *[other] Печать предложена и не является окончательной. Согласия ещё не дала ни одна сторона; всего требуется согласие { $needed } стороны.
    }
not-sealed = Печатью не скреплено.
acts-refused =
    { $count ->
        [one] { $count } запись этого реестра недействительна; она сохраняется и показывается.
        [few] { $count } записи этого реестра недействительны; они сохраняются и показываются.
        [many] { $count } записей этого реестра недействительны; они сохраняются и показываются.
       *[other] { $count } записи этого реестра недействительны; они сохраняются и показываются.
    }
acts-unknown =
    { $count ->
        [one] { $count } запись этого реестра не может быть прочитана в этом экземпляре.
        [few] { $count } записи этого реестра не могут быть прочитаны в этом экземпляре.
        [many] { $count } записей этого реестра не могут быть прочитаны в этом экземпляре.
       *[other] { $count } записи этого реестра не могут быть прочитаны в этом экземпляре.
    }
on-day = { " " }{ $day }
on-day-at = , { $day } в { $time } UTC
before-day = { $day }:{ " " }
