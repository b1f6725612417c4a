# A session as a room: the journal, the chair's desk, papers on the table, briefs.

# The journal.
participants = Участники
at-the-table = На стол
chairs-desk = Стол председательства
brief = Справка
journal-chairmanship = Председательство: { $party }
journal-held = 1. Открытие и закрытие
journal-chairperson = 2. Председатель
journal-subjects = 3. Обсуждавшиеся вопросы – заявления – решения
journal-next = 4. Следующая встреча
journal-apart = До рассмотрения пунктов
journal-item-unknown = Пункт { $number }, которого нет ни в одной повестке дня
journal-nothing = Записей нет.
session-before = Предыдущая: { $session }
session-after = Следующая: { $session }
text-tabled = Текст: { $title } (внесён; сторона: { $party })
text-replaced = Заменён более поздней редакцией.
annex-named = Приложение: { $title }
piece-read = Прочитать
not-examined = полномочия ещё не проверены
examined-accepted = полномочия в должной форме
examined-provisional = полномочия приняты при том понимании, что подлинники будут представлены

# Where it can be acted on.
room-do-statement = Сделать заявление
room-do-text = Внести текст
room-do-annex = Приложить документ
room-do-position = Изложить позицию
room-do-objection = Заявить возражение
room-do-report = Доложить
room-do-examination = Проверить
room-do-credentials = Назвать состав делегации
room-do-opening = Открыть сессию
room-do-agenda = Установить повестку дня
room-do-put = Поставить на решение
room-do-close = Объявить итог по решению
room-do-number = Присвоить решению номер
room-do-commitment = Зафиксировать обязательство
room-do-closing = Закрыть сессию
room-do-handover = Передать председательство
room-do-seal-proposal = Предложить печать

# Participants.
participants-count =
    { $count ->
        [0] Пока никто не назван.
        [one] { $count } участник
        [few] { $count } участника
        [many] { $count } участников
       *[other] { $count } участника
    }
participants-name = Имя
participants-title = Должность
participants-role = Роль

# The chair's desk.
chair-may = Что вправе делать только председательство
chair-hindered = Сейчас нельзя: { $why }
chair-write = Подготовить
floor = Слово
floor-speaks = Слово имеет: { $party }
floor-nobody = Слово никому не предоставлено.
floor-end = Конец выступления
floor-list = Список ораторов
floor-list-open = открыт
floor-list-closed = закрыт
floor-on-item = по пункту { $item }
floor-reply = право на ответ
floor-begin = Предоставить слово
floor-withdraw = Снять со списка
floor-party = Сторона
floor-item = Пункт
floor-ask = Внести в список
floor-ask-reply = Право на ответ
floor-close = Закрыть список
floor-reopen = Вновь открыть список
floor-used = Использованное время
floor-minutes = { $count } мин
floor-seconds = { $count } с
floor-no-party = Такой стороны здесь нет. Выберите сторону из списка.
floor-list-is-closed = Список ораторов закрыт; остаётся только право на ответ.
floor-list-is-full = Список ораторов заполнен.
presence = Присутствующие
presence-count =
    { $count ->
        [0] Никто не отмечен как присутствующий.
        [one] Присутствует { $count } человек.
        [few] Присутствуют { $count } человека.
        [many] Присутствуют { $count } человек.
       *[other] Присутствуют { $count } человека.
    }
presence-keep = Сохранить

# Papers on the table.
table-paper = Материал
table-cards = Именные карточки
table-signs = Таблички делегаций
table-plan-u = План рассадки, буквой П
table-plan-round = План рассадки, круглый стол
table-order = Порядок сторон
table-order-agreed = по уставу
table-order-own = наша сторона первой
table-languages = Языки

# A brief.
brief-proposed = Что предлагается
brief-open = Что не решено и за кем
brief-said = Что мы говорили в прошлый раз
brief-deadline = Срок
brief-deadline-here = Здесь: { $day }, { $time }
brief-deadline-capital = В столице: { $day }, { $time }
brief-instructions = Наши указания
brief-fallback = Наша запасная позиция
brief-none = Нет.
brief-waits-for = Ожидается: { $parties }
brief-objected-by = Возражение заявили: { $parties }
brief-ours = Только для нашей делегации
brief-private = Это остаётся внутри делегации: никем не подписывается и никому не направляется.
brief-deadline-at = Срок по времени места проведения сессии
brief-offset-here = Место проведения сессии: часов от UTC
brief-offset-capital = Столица: часов от UTC
brief-keep = Сохранить
brief-too-long = Текст не уместится на одной странице. Сократите его.
brief-deadline-wrong = Это не день и час. Пишите так: 2031-05-13T10:30.
brief-offset-wrong = Укажите, насколько оба места отстоят от UTC, например +03:00.

# The chair before, now and next.
troika = Прежнее, нынешнее и следующее председательство
troika-past = Прежнее
troika-present = Нынешнее
troika-next = Следующее
terms = Сроки председательства
term-from = Передала сторона: { $party }.

not-for-your-role = Ваша роль этого не предусматривает
drawer-failed = Не удалось прочитать или записать собственный файл. Повторите попытку; если это не поможет, сообщите администратору.
