/** Atom 1.0 (RFC 4287), for feeds of the site and of monitors. */

export interface FeedItem {
  /** Stable for ever. */
  id: string
  title: string
  url: string
  author: string
  /** Instant, UTC, at which it came to be so. */
  published: string
  /** Instant, UTC, of the last change of what is said here; by it readers fetch an item anew. */
  updated: string
  summary: string
}

export interface Feed {
  id: string
  title: string
  /** Remark that a subscriber has to know; null when there is none. */
  about: string | null
  /** Name of the ledger. */
  author: string
  lang: string
  home: string
  self: string
  updated: string
  items: FeedItem[]
}

/** Characters that XML 1.0 cannot carry, not even escaped. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Text for an element or an attribute. */
function escapeXml(text: string): string {
  return text
    .replace(ILLEGAL, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
}

/** Feed as an Atom document; all texts are escaped. */
export function formatAtom({ id, title, about, author, lang, home, self, updated, items }: Feed): string {
  const entries = items.map(
    (item) => `  <entry>
    <id>${escapeXml(item.id)}</id>
    <title>${escapeXml(item.title)}</title>
    <link href="${escapeXml(item.url)}"/>
    <published>${escapeXml(item.published)}</published>
    <updated>${escapeXml(item.updated)}</updated>
    <author><name>${escapeXml(item.author)}</name></author>
    <summary>${escapeXml(item.summary)}</summary>
  </entry>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(lang)}">
  <id>${escapeXml(id)}</id>
  <title>${escapeXml(title)}</title>${about === null ? '' : `\n  <subtitle>${escapeXml(about)}</subtitle>`}
  <author><name>${escapeXml(author)}</name></author>
  <link href="${escapeXml(home)}"/>
  <link rel="self" href="${escapeXml(self)}"/>
  <updated>${escapeXml(updated)}</updated>
${entries.join('\n')}
</feed>
`
}
