import type { Feed } from '../../domain/text/atom.ts'

/** JSON Feed 1.1. */
export function jsonFeed({ title, about, author, lang, home, self, items }: Feed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    ...(about === null ? {} : { description: about }),
    authors: [{ name: author }],
    language: lang,
    home_page_url: home,
    feed_url: self,
    items: items.map(({ id, title: itemTitle, url, author: by, published, updated, summary }) => ({
      id,
      url,
      title: itemTitle,
      content_text: summary,
      date_published: published,
      date_modified: updated,
      authors: [{ name: by }],
    })),
  }
}
