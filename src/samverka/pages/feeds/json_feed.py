"""A feed as JSON Feed 1.1 (jsonfeed.org)."""

import json
from typing import Any, Final

from samverka.pages.feeds.feed import Article, Feed

VERSION: Final = "https://jsonfeed.org/version/1.1"
TYPE: Final = "application/feed+json"


def json_feed(feed: Feed) -> bytes:
    """Same feed, same bytes."""
    said = {
        "version": VERSION,
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.page,
        "feed_url": feed.addresses["json"],
        "language": "sv",
        "authors": [{"name": feed.author}],
        "items": [_item(article) for article in feed.articles],
    }
    return json.dumps(_said(said), ensure_ascii=False, indent=1).encode() + b"\n"


def _item(article: Article) -> dict[str, Any]:
    return _said(
        {
            "id": article.id,
            "url": article.address,
            "title": article.title,
            "summary": article.summary,
            "content_html": article.html,
            "date_published": article.published.isoformat(),
            "date_modified": article.updated.isoformat(),
            "authors": [{"name": name} for name in article.authors],
            "tags": list(article.topics),
        }
    )


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}
