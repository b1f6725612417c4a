# Notices: the page, and what a notice says.
notices = My notices
notices-what = The desk can tell you that something waits for you. A notice says no more than that, and is sent by your delegation's own means.
notices-none = This desk sends no notices. Your administrator can set that up.
notices-ways = How you are told
notices-address = Mail address
notices-number = Number for messages
notices-kinds = Of what you are told
notices-waits = A new matter waits for our party
notices-deadline = Something that we owe is due in seven days, tomorrow or today
notices-seal = A seal is final
notices-two-versions = There are two versions of a party
notices-differs = An original differs from ours
notices-content = Say in the notice what the matter is. Whoever carries it can read it.
notices-no-link = No notice holds a link. Nothing can be signed from one: open the desk as you always do.
notices-keep = Keep
notices-not-an-address = This is not one mail address. Write it as in name@example.org, with nothing besides.
notices-not-a-number = A number has letters, digits and + . - _ @ only, and does not begin with a hyphen.
notices-no-way = Say where a notice is to go, or choose nothing.
notices-failed = This could not be kept. Try again; if it stays so, tell your administrator.
notices-given-up =
    { $count ->
        [one] One notice to you could not be delivered. See that the address is right, and keep it again.
       *[other] { $count } notices to you could not be delivered. See that the address is right, and keep it again.
    }
notice-subject = A matter waits for you at the desk
notice-says-waits = A matter waits for you at the desk.
notice-says-deadline = A deadline is near. The desk says which.
notice-says-seal = A seal is final. The desk says which.
notice-says-two-versions = There are two versions of a party. The desk says of which.
notice-says-differs = An original differs from ours. Please look at the desk soon.
notice-sign-in = To see it, open the desk as you always do. This notice holds no link, and nothing can be signed from it.
