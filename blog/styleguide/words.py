"""What the samples say, in three scripts. Each is of the length that real words have in it, or of twice that."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The sample texts of one script; `language` sets the interface, too."""

    language: str
    tagline: str
    title: str
    long_title: str
    gist: str
    sentence: str
    opening: str
    said: str
    question: str
    name: str
    long_names: tuple[str, str]
    headline: str
    topics: tuple[str, str, str, str]
    part: str
    caption: str
    credit: str
    unbroken: str
    labels: tuple[str, str, str]
    hint: str
    error: str
    nothing: str
    action: str
    thanks: tuple[str, str]
    voices: tuple[str, str, str, str, str]
    states: tuple[str, str, str, str, str]
    roles: tuple[str, str]
    cells: tuple[str, str, str]


LATIN = Words(
    language="en",
    tagline="Essays on hearing customers. Nobody who speaks here goes unheard.",
    title="The kettle that clicked off",
    long_title="What nineteen years of other people’s washing machines taught us about incomprehensibility",
    gist="It boiled, it clicked, and for two years nobody asked why she stood beside it until it did.",
    sentence="She had written it on the card, in capitals, and the card was filed under repairs.",
    opening=(
        "A kettle is returned with a note, and the note is longer than the kettle’s guarantee. We read the first line "
        "and send a new kettle. It comes back with a second note, which begins by thanking us for the kettle and asks, "
        "once more, whether anybody could make one that says when it is done."
    ),
    said="Nobody could hear it in the next room.",
    question="What did somebody tell you twice before you heard it?",
    name="Solène Abgrall",
    long_names=(
        "Gethin Llywelyn Prosser-Montgomeryshire the Younger",
        "Wanjiru Nyambura Mugambi-Featherstonehaugh",
    ),
    headline="Answers complaints for a water board",
    topics=("Hearing", "Selling", "Talking about price", "Donaudampfschifffahrtsgesellschaft"),
    part="The second note",
    caption="The card, front and back.",
    credit="Photograph: Gethin Prosser",
    unbroken="https://example.org/" + "a-very-long-address-" * 6,
    labels=("Your name", "E-mail", "Your words"),
    hint="Only for our answer. It is never shown.",
    error="“gethin.example” has no @. Like this: name@example.org",
    nothing="Nobody has spoken here yet. The first voice sets the tone of the room. Yours would do.",
    action="Add your voice",
    thanks=("Thank you. We have it.", "A person reads it and writes back to the address you gave."),
    voices=(
        "How do I listen to somebody who never complains?",
        "I asked for a quieter one and was told the wattage.",
        "We put a bell on it. It took an afternoon.",
        "What would you have said to her today?",
        "Withdrawn by the person who wrote it.",
    ),
    states=("waiting 6 hours", "read by Solène, answer to come", "heard by Solène", "withdrawn", "to Solène"),
    roles=("Author", "Moderator"),
    cells=("Asked", "Answered", "Asked again because of it"),
)

CHINESE = Words(
    language="zh-hans",
    tagline="关于倾听顾客的文章。在这里说话的人，都会有人听见。",
    title="水开了，没有人听见",
    long_title="给别人修了十九年洗衣机，我们才明白什么叫“说了三遍却没有人听进去”",
    gist="水壶会响，也会停。两年里没有一个人问过，她为什么总站在旁边等。",
    sentence="她用大字写在卡片上，卡片却被归进了维修那一格。",
    opening=(
        "一只水壶退了回来，附着一张字条，字条比保修单还长。我们读了第一行，寄去一只新的。新的也退了回来，又是一张字条，"
        "开头先谢谢我们，然后再问一遍：能不能做一只水开了会告诉人的壶？"
    ),
    said="隔一间屋子就听不见了。",
    question="有什么话，别人对你说了两遍你才听见？",
    name="梁知远",
    long_names=("成都春熙路眼镜店的梁知远师傅和他的五个徒弟", "每周四下午替他看店的那一位不愿留名的老同学"),
    headline="在成都开一家眼镜店",
    topics=("倾听", "销售", "谈价钱", "关于退货与维修的一切细枝末节"),
    part="第二张字条",
    caption="卡片的正面和背面。",
    credit="摄影：梁知远",
    unbroken="https://example.org/" + "a-very-long-address-" * 6,
    labels=("称呼", "电子邮箱", "想说的话"),
    hint="只用来回复您，不会公开。",
    error="“liang.example”里没有 @。应该像这样：name@example.org",
    nothing="这里还没有人说话。第一个声音定下整间屋子的调子，就由您来吧。",
    action="说一句",
    thanks=("谢谢，我们收到了。", "会有人读，并回信到您留下的地址。"),
    voices=(
        "从来不抱怨的人，该怎么听？",
        "我想要一只安静些的，得到的回答是功率。",
        "我们给它装了一个铃，用了一个下午。",
        "换作今天，您会对她说什么？",
        "作者已经收回。",
    ),
    states=("已等待 6 小时", "梁知远已读，待回复", "梁知远听见了", "已收回", "回复梁知远"),
    roles=("作者", "主持"),
    cells=("问了", "答了", "因此又问了一遍"),
)

ARABIC = Words(
    language="ar",
    tagline="مقالات في الإصغاء إلى الزبائن. لا أحد يتكلّم هنا ولا يُسمَع.",
    title="الغلّاية التي سكتت",
    long_title="ما الذي علّمتنا إيّاه تسع عشرة سنة من إصلاح غسّالات الآخرين عن الكلام الذي يُقال ثلاث مرّات",
    gist="كانت تغلي ثم تسكت، وطوال سنتين لم يسأل أحد لماذا تقف إلى جانبها حتى تسكت.",
    sentence="كتبتْ ذلك على البطاقة بحروف كبيرة، وحُفظت البطاقة بين أوراق الإصلاح.",
    opening=(
        "عادت الغلّاية ومعها ورقة، والورقة أطول من ورقة الضمان. قرأنا السطر الأول وأرسلنا غلّاية جديدة. فعادت هي أيضًا "
        "ومعها ورقة ثانية تبدأ بالشكر، ثم تسأل مرّة أخرى: أليس في وسع أحد أن يصنع غلّاية تقول متى تنتهي؟"
    ),
    said="لم يكن أحد يسمعها من الغرفة المجاورة.",
    question="ما الذي قيل لك مرّتين قبل أن تسمعه؟",
    name="تيودورا إيليتش",
    long_names=(
        "وانجيرو نيامبورا موغامبي التي أمضت الليالي على الهاتف",
        "غيثين بروسر الذي أصلح الغسّالات تسع عشرة سنة",
    ),
    headline="تردّ على شكاوى مصلحة المياه",
    topics=("الإصغاء", "البيع", "الحديث عن السعر", "كل ما يتصل بالإرجاع والإصلاح والتسليم"),
    part="الورقة الثانية",
    caption="البطاقة من وجهيها.",
    credit="تصوير: غيثين بروسر",
    unbroken="https://example.org/" + "a-very-long-address-" * 6,
    labels=("اسمك", "البريد الإلكتروني", "كلماتك"),
    hint="لنردّ عليك فقط، ولا يظهر لأحد.",
    error="لا توجد علامة @ في العنوان. مثال صحيح: name@example.org",
    nothing="لم يتكلّم أحد هنا بعد. الصوت الأول يضبط نبرة الغرفة، فليكن صوتك.",
    action="أضف صوتك",
    thanks=("شكرًا لك. وصلتنا كلماتك.", "سيقرؤها إنسان ويردّ على العنوان الذي تركته."),
    voices=(
        "كيف أُصغي لمن لا يشتكي أبدًا؟",
        "طلبتُ واحدة أهدأ فأجابوني بعدد الواطات.",
        "وضعنا فيها جرسًا. لم يأخذ ذلك سوى عصر يوم.",
        "ماذا كنتَ ستقول لها اليوم؟",
        "سحبه كاتبه.",
    ),
    states=("ينتظر منذ ٦ ساعات", "قرأته تيودورا، والجواب آتٍ", "سمعته تيودورا", "مسحوب", "إلى تيودورا"),
    roles=("كاتبة", "مشرفة"),
    cells=("سُئل", "أُجيب", "سُئل ثانيةً بسببه"),
)

SCRIPTS = {"latin": LATIN, "zh": CHINESE, "ar": ARABIC}
