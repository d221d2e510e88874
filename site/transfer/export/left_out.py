"""What of the site stands in an export, and what does not: every model of ours is in one of these lists, or in both."""

from __future__ import annotations

# Where the rows of each model stand; the README says what is in these files.
WRITTEN = {
    "blog.EssayAuthor": "essays/",
    "blog.EssayIndexPage": "homes/",
    "blog.EssayPage": "essays/",
    "blog.EssayTag": "essays/",
    "blog.HomePage": "homes/",
    "core.Category": "categories/",
    "core.CategoryAlias": "categories/",
    "core.CategoryName": "categories/",
    "core.ContactPage": "pages/",
    "core.Document": "documents/",
    "core.Image": "pictures/",
    "core.SimplePage": "pages/",
    "core.Tag": "tags/",
    "core.TagAlias": "tags/",
    "core.TagName": "tags/",
    "discussion.Comment": "comments/",
    "discussion.Discussion": "comments/",
    "discussion.Ping": "comments/",
    "listening.Follow": "comments/",
    "listening.MailWishes": "mail-wishes.jsonl",
    "listening.Reaction": "comments/",
    "listening.Receipt": "comments/",
    "listening.Settled": "comments/",
    "listening.Voice": "comments/",
    "moderation.Block": "moderation/",
    "moderation.CannedReply": "moderation/",
    "moderation.CannedText": "moderation/",
    "moderation.ClosedHours": "moderation/",
    "moderation.Decision": "comments/",
    "moderation.Hiding": "comments/",
    "moderation.Reason": "moderation/",
    "moderation.ReasonWords": "moderation/",
    "moderation.ReportSetting": "moderation/",
    "moderation.RuleSetting": "moderation/",
    "moderation.Suspension": "moderation/",
    "moderation.WordEntry": "moderation/",
    "people.Guest": "comments/",
    "people.User": "people/",
    "transfer.OldHost": "old-hosts.jsonl",
    "transfer.OldPath": "old-paths.jsonl",
    "transfer.Source": "comments/",
}

# In the words of the README, which `docs/operations.md` has, too; with the models that are meant, where they are ours.
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "passwords, log-ins and second factors, and who is administrator": ("people.User",),
    "members who neither wrote nor have a role: their accounts, suspensions and wishes, what they press and follow": (
        "people.User", "moderation.Suspension", "listening.MailWishes", "listening.Reaction", "listening.Follow",
    ),
    "earlier versions of texts, and changes to public texts that are not published yet": (),
    "comments that nobody has confirmed yet": ("listening.Confirmation", "listening.Voice"),
    "what a comment said before it was changed or withdrawn": ("listening.EarlierText",),
    "readers' objections to comments": ("listening.Report",),
    "private links: those to a receipt and those in mails are made anew": (
        "listening.Receipt", "listening.Follow", "listening.MailWishes",
    ),
    "the networks that guests spoke from": ("listening.Origin",),
    "mails that have left or wait, and who was told of what": (
        "core.OutgoingMail", "listening.VoiceMail", "listening.Told", "listening.Bulletin",
    ),
    "messages of the contact form": ("core.ContactMessage",),
    "what a spam check answered, and the numbers by which repeated words are found": (
        "moderation.AkismetCheck", "moderation.SaidBefore",
    ),
    "which moderator looks at which comment at the moment": ("moderation.Claim",),
    "counters of limits and the hours of jobs": ("core.Hit", "core.PeriodicJob"),
    "blogs that were handed over in the admin, and which item of an old blog each text was": (
        "transfer.Upload", "transfer.Source",
    ),
    "what the site makes again by itself: lists, cards, pictures in other sizes, the search index": (
        "blog.EssayCard", "blog.Shelf", "blog.ShelfRow", "core.Rendition",
    ),
}  # fmt: skip
