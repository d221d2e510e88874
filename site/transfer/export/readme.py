"""What a person finds first in an export."""

from transfer.export.left_out import LEFT_OUT

_TEXT = """This folder holds everything of a Listening Post site that is the authors' own.

Each thing is there twice: as .html to read in any browser, and as .json with all that is known of it.
Times are UTC. Names of files are those of the addresses, in plain letters.

essays/LANGUAGE/     essays, drafts and scheduled ones too ("state" says which)
pages/LANGUAGE/      simple pages and contact pages; a page's folder holds those below it
homes/               what each language's home and its list of essays say of themselves
comments/            what was said below each of them, who decided, heard and settled it, who follows it,
                     who linked there, and whether people may still speak
people/              who has written or has a role here
categories/          the tree of topics; a category's folder holds those below it
tags/
pictures/            what is known of each picture: title, credit, where its middle is
documents/
media/               the files themselves
moderation/          what is set for moderation: rules, lists of words, reasons, canned replies, closed hours,
                     when objections hide a comment; suspensions and blocks, those that are over too
redirects.jsonl      old addresses and where they lead, one a line
old-paths.jsonl      the same for those of people, topics and tags
old-hosts.jsonl      at which hosts blogs stood that were brought in
mail-wishes.jsonl    what mail people and guests want
wordpress.xml        the same for WordPress and whatever reads its exports (WXR 1.2); further
                     files for further languages and for what is too large for one
listening-post.json  says that this folder is such an export; `import_content` looks for it

To bring it into another Listening Post:   python manage.py import_content THIS-FOLDER
To bring it into WordPress:                Tools, Import, WordPress, each .xml file in turn

Keep it to yourself: it holds drafts, the passwords of protected texts, the e-mails of authors and guests, and which
addresses are blocked.

It does not hold
%s

Running `python manage.py export_content` again with this folder replaces all of it.
"""
README = _TEXT % "\n".join(f"- {words}" for words in LEFT_OUT)
