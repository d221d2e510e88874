"""What people say, and which rule of the site as shipped holds it, when no rule knows who they are."""

from __future__ import annotations

LINKS, SIGNS, PASSES = "links", "spam-signs", ""

# (name of the case, words, the rule that holds them)
TEXTS = [
    # Links over the limit of two, however they are written.
    ("two links", "I compared [one](https://one.example.org/a) with https://two.example.org/b and prefer neither.", PASSES),
    ("two links and this site's", "See http://localhost:8000/essays/, https://one.example.org and https://two.example.org for the whole debate that we had.", PASSES),
    ("three links", "All our sources are open: https://one.example.org/report and https://two.example.org/minutes and https://three.example.org/talk", LINKS),
    ("the same link three times", "It is https://one.example.org here, https://one.example.org there, and https://one.example.org everywhere that I look.", PASSES),
    ("bare addresses", "We have read what one-example.com, two.example.net and three.example.org say about their own customers this year.", LINKS),
    ("files, numbers and slips", "Node.js, report.pdf, e.g. 3.50 and i.e. that.In the end it.was nothing.We left.", PASSES),
    # Links in disguise, which spam alone needs.
    ("dots in brackets", "Come and look at bestbags[dot]com for more, and write what you think of it", SIGNS),
    ("told in words", "they all laughed but cheapflights dot com was what helped me get home in the end", SIGNS),
    ("told in french", "allez voir montres point com pour en savoir plus sur ce sujet", SIGNS),
    ("split by lines", "more of it here https://\nwinner.top/now\nand there", SIGNS),
    ("split by spaces", "go to h t t p : / / winner . com and see", SIGNS),
    ("full-width", "ｗｗｗ．ｗｉｎｎｅｒ．ｔｏｐ　here", SIGNS),
    # Words in disguise.
    ("an advertisement", "Best online casino with free spins and no deposit, everybody wins", SIGNS),
    ("look-alike letters", "Best оnlinе саsinо with frее sрins, everybody wins", SIGNS),
    ("zero-width signs", "Best on\u200bline ca\u200bsi\u2060no with free sp\u00adins, everybody wins", SIGNS),
    ("letter by letter", "Best o n l i n e c-a-s-i-n-o with free spins, v.i.a.g.r.a too, everybody wins", SIGNS),
    ("signs for letters", "Buy v1@gra and c1alis without prescription from our pharmacy", SIGNS),
    ("letters of formulas", "𝐁𝐞𝐬𝐭 𝐨𝐧𝐥𝐢𝐧𝐞 𝐜𝐚𝐬𝐢𝐧𝐨 everybody wins", SIGNS),
    ("capitals", "BUY VIAGRA ONLINE WITHOUT PRESCRIPTION TODAY", SIGNS),
    ("turned round", "everybody wins at \u202emoc.onisac-teb\u202c today, online casino", SIGNS),
    ("markup inside words", "Best on**line** cas*i*no with fr__ee__ free spins and no deposit", SIGNS),
    ("russian", "Купить диплом недорого, доставка, гарантия 100, заказать на сайте", SIGNS),
    ("russian with latin letters", "Oнлaйн кaзинo: фриcпины и бoнуc зa рeгиcтpaцию", SIGNS),
    ("french", "Offre de prêt entre particuliers, prêt rapide sans justificatif, contactez-nous", SIGNS),
    ("chinese", "加微信 代开发票 办证刷单 日赚500元", SIGNS),
    ("arabic", "كازينو رهان سكس واتساب: +201001234567", SIGNS),
    ("a telephone", "Contact Doctor Wise, spell caster, on WhatsApp +1 (234) 567-8901, he got my ex back", SIGNS),
    ("earnings", "I make $500 per day working from home, ask me how", SIGNS),
    # Near misses: people who write about the same things.
    ("a casino as client", "One of our clients runs a casino; their complaint desk answered within the hour, which my bank has never done.", PASSES),
    ("a bank", "My mortgage broker lost the papers twice. The loan was approved only after my mother called the branch manager.", PASSES),
    ("a pharmacy", "At the pharmacy on our corner they ask what else you take. That is listening, and it costs them two minutes.", PASSES),
    ("prices", "We paid £4,200 for the stairs and $150 a month for the warranty, and nobody measured the landing.", PASSES),
    ("about links", "I count the links on every page that support sends me: the record is twelve, and none led to a person.", PASSES),
    ("about spam", "Our filter ate her complaint because she had written about Viagra. It took three weeks until somebody looked.", PASSES),
    ("short thanks", "Thank you for this, great post.", PASSES),
    ("thanks in french", "Merci pour cet article, il m’a fait penser à ma mère et au vendeur qui ne l’a pas écoutée.", PASSES),
    ("french", "J’ai acheté un escalier à 4 200 € ; le vendeur n’a rien demandé. Résultat : trop étroit pour le lit.", PASSES),
    ("chinese", "客服根本没有听我说完，三次都是同样的回答。最后是一位老店员帮我解决的，谢谢他。", PASSES),
    ("chinese with prices", "我们在官网下单，付了3000元，等了两个月。店里的人说优惠已经结束了，没有人道歉。", PASSES),
    ("hebrew", "אף אחד לא הקשיב לאמא שלי כשהיא שאלה על המדרגות.", PASSES),
    ("arabic", "لم يستمع أحد إلى أمي عندما سألت عن الدرج.", PASSES),
    ("persian with joiners", "هیچ‌کس به حرف‌های مادرم گوش نمی‌داد و ما رفتیم.", PASSES),
    ("greek and latin side by side", "Το CRM μας είναι το HubSpot και κανείς δεν διαβάζει τα μηνύματα.", PASSES),
    ("an order number", "They asked for my order number, 4471-2290, three times in one call.", PASSES),
    ("anger", "THREE HOURS on hold!! And then: «have you tried our website?»", PASSES),
]  # fmt: skip
