import type { Feed } from './atom.ts'

/** JSON Feed 1.1. */
export function jsonFeed({ title, lang, home, self, items }: Feed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    language: lang,
    home_page_url: home,
    feed_url: self,
    items: items.map(({ id, title: itemTitle, url, author, updated, summary }) => ({
      id,
      url,
      title: itemTitle,
      content_text: summary,
      date_published: updated,
      authors: [{ name: author }],
    })),
  }
}
