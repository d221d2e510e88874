"""Small WordPress exports for tests, written as WordPress writes them."""

from __future__ import annotations

from pathlib import Path

BLOG = "https://old.example.org"
_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5" -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/{version}/">
<channel>
	<title>An old blog</title>
	<link>{blog}</link>
	<language>{language}</language>
	<wp:wxr_version>{version}</wp:wxr_version>
	<wp:base_site_url>{blog}</wp:base_site_url>
	<wp:base_blog_url>{blog}</wp:base_blog_url>
"""


def cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"


def author(login: str, name: str = "", email: str = "", number: int = 1) -> str:
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{cdata(login)}</wp:author_login>"
        f"<wp:author_email>{cdata(email)}</wp:author_email>"
        f"<wp:author_display_name>{cdata(name)}</wp:author_display_name></wp:author>"
    )


def category(nicename: str, name: str, parent: str = "", number: int = 2) -> str:
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id>"
        f"<wp:category_nicename>{cdata(nicename)}</wp:category_nicename>"
        f"<wp:category_parent>{cdata(parent)}</wp:category_parent>"
        f"<wp:cat_name>{cdata(name)}</wp:cat_name></wp:category>"
    )


def tag(slug: str, name: str) -> str:
    return (
        f"<wp:tag><wp:tag_slug>{cdata(slug)}</wp:tag_slug><wp:tag_name>{cdata(name)}</wp:tag_name></wp:tag>"
    )


def filed(domain: str, nicename: str, name: str) -> str:
    return f'<category domain="{domain}" nicename="{nicename}">{cdata(name)}</category>'


def comment(
    number: int, text: str = "Well said.", kind: str = "", approved: str = "1", parent: int = 0
) -> str:
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>{cdata('Ann')}</wp:comment_author>"
        f"<wp:comment_content>{cdata(text)}</wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved>"
        f"<wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
    )


def item(number: int, title: str = "A post", **told: str) -> str:
    """Return one item; fields are named as WordPress names them, `extra` stands before its end."""
    fields = {
        "link": f"{BLOG}/2021/03/{told.get('post_name', f'post-{number}')}/",
        "creator": "ann",
        "content": "<p>Words.</p>",
        "excerpt": "",
        "post_date_gmt": "2021-03-04 08:09:10",
        "comment_status": "open",
        "post_name": f"post-{number}",
        "status": "publish",
        "post_parent": "0",
        "menu_order": "0",
        "post_type": "post",
        "post_password": "",
        "is_sticky": "0",
        "extra": "",
        **told,
    }
    own = {"link", "creator", "content", "excerpt", "extra"}
    return (
        f"<item>\n<title>{cdata(title)}</title>\n<link>{fields['link']}</link>\n"
        f"<dc:creator>{cdata(fields['creator'])}</dc:creator>\n"
        f"<content:encoded>{cdata(fields['content'])}</content:encoded>\n"
        f"<excerpt:encoded>{cdata(fields['excerpt'])}</excerpt:encoded>\n"
        f"<wp:post_id>{number}</wp:post_id>\n"
        + "".join(
            f"<wp:{name}>{cdata(value)}</wp:{name}>\n" for name, value in fields.items() if name not in own
        )
        + f"{fields['extra']}\n</item>\n"
    )


def wxr(*parts: str, blog: str = BLOG, version: str = "1.2", language: str = "en-US") -> str:
    """Return an export of these authors, categories, tags and items."""
    head = _HEAD.format(blog=blog, version=version, language=language)
    return head + "\n".join(parts) + "\n</channel>\n</rss>\n"


def written(folder: Path, *parts: str, name: str = "export.xml", **told: str) -> Path:
    """Return the path of a file with an export of these parts."""
    path = folder / name
    path.write_text(wxr(*parts, **told), encoding="utf-8")
    return path
