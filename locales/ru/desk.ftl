# The pages of the desk.

# Above and beside every page.
skip-to-main = К основной части
rooms = Разделы
room-waiting = Требует наших действий
room-mechanism = Механизм
room-record = Реестр
delegation-of = Делегация: { $party }
mechanisms = Механизмы
not-found = По этому адресу ничего нет
back-to-waiting = К разделу «Требует наших действий»

# Signing in.
sign-in = Вход
sign-out = Выход
sign-in-name = Имя
sign-in-password = Пароль
sign-in-wrong = Неверное имя или пароль.
sign-in-pause = Слишком много попыток входа под этим именем с этого места. Подождите минуту и повторите попытку.
sign-in-failed = Проверить имя и пароль сейчас не удалось. Повторите попытку; если это не поможет, сообщите администратору.
role-at-desk-reader = читатель
role-at-desk-drafter = составитель
role-at-desk-signer = подписывающее лицо
role-at-desk-head = глава делегации
role-at-desk-secretariat = секретариат председательства
role-at-desk-administrator = администратор

# What waits for us.
waiting-count =
    { $count ->
        [0] { $party }: вопросов, требующих действий, нет.
        [one] { $party }: { $count } вопрос требует действий.
        [few] { $party }: { $count } вопроса требуют действий.
        [many] { $party }: { $count } вопросов требуют действий.
       *[other] { $party }: { $count } вопроса требуют действий.
    }
waits-two-versions = В реестре две расходящиеся версии (сторона: { $party }): посмотрите, какая из них засчитывается
waits-accede = Требуется наше присоединение к уставу
waits-chair = Председательство передано нам; передавшая сторона: { $party }
waits-position = { $title }: наша позиция
waits-close = { $title }: все стороны изложили свою позицию
waits-number = { $title }: решение принято, без номера
waits-credentials = { $session }: состав нашей делегации
waits-examine = { $session }: полномочия делегации ({ $party })
waits-open = { $session }: созвана и подлежит открытию
waits-report = { $what }
waits-acknowledge = Поступил доклад ({ $party }): { $what }
waits-witness = Просьба подтвердить наше ознакомление с бумагой; просит сторона: { $party }
waits-seal = Предложена печать: число согласившихся сторон { $agreed }, требуемое число { $needed }

# The one action that a matter needs; each is a button.
do-fork-resolution = Посмотреть
do-accession = Присоединиться
do-assumption = Принять председательство
do-position = Изложить позицию
do-close = Объявить итог
do-number = Присвоить номер
do-credentials = Назвать состав делегации
do-examination = Проверить
do-opening = Открыть
do-report = Представить доклад
do-acknowledgement = Подтвердить получение
do-witness = Посмотреть
do-seal-agreement = Посмотреть

# The mechanism.
the-chair = Председательство
the-charter = Устав
charter-in-force = Устав вступил в силу.
charter-not-in-force = Устав ещё не вступил в силу: требуется присоединение сторон.
sessions = Сессии
no-session = Ни одна сессия не созвана.
stage-convened = созвана
stage-open = открыта
stage-closed = закрыта
parties = Стороны
has-acceded = присоединившаяся сторона
has-not-acceded = не присоединившаяся сторона
official-languages = Официальные языки
symbols = Условные обозначения документов начинаются с
rule-procedure = По процедуре
rule-substance = По текстам
rule-charter = По уставу
rule-is-consensus = консенсусом: ни одна сторона не возражает
rule-is-unanimity = единогласно: к решению присоединяются все стороны
rule-is-majority = большинством в { $need }/{ $of } сторон
quorum = Кворум
quorum-parties =
    { $count ->
        [one] { $count } делегация, представившая полномочия
        [few] { $count } делегации, представившие полномочия
        [many] { $count } делегаций, представивших полномочия
       *[other] { $count } делегации, представившие полномочия
    }
turn-chairs = нынешнее председательство
turn-hands-over = председательство передано
turn-next = следующее председательство
turn-later = в дальнейшем
turn-chairs-is = Нынешнее председательство: { $party }.
turn-hands-over-is = Председательство передано; передавшая сторона: { $party }.
turn-next-is = Следующее председательство: { $party }.
