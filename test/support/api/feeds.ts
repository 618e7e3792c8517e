/** Small validators of Atom (RFC 4287) and JSON Feed 1.1, written from the documents alone: what is wrong, in words. */

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
/** RFC 4151, as the validator of the W3C reads it. */
const TAG =
  /^tag:([a-z0-9\-._]+@)?[a-z0-9.-]+,\d{4}(-\d{2}(-\d{2})?)?:[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,]*(#[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,]*)?$/
const FIRST_YEAR = 2000

interface Node {
  name: string
  attributes: Map<string, string>
  text: string
  children: Node[]
}

const unescaped = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '',
  )

/** @throws Error for what is not well formed */
function parseXml(xml: string): Node {
  if (!xml.startsWith('<?xml version="1.0" encoding="utf-8"?>')) throw new Error('no declaration')
  const root: Node = { name: '', attributes: new Map(), text: '', children: [] }
  const open: Node[] = [root]
  const body = xml.slice(xml.indexOf('?>') + 2)
  for (const part of body.match(/<[^>]*>|[^<]+/g) ?? []) {
    const at = open.at(-1) ?? root
    if (!part.startsWith('<')) {
      if (/&(?!(amp|lt|gt|quot|apos);)/.test(part)) throw new Error(`a bare &: ${part}`)
      at.text += unescaped(part)
    } else if (part.startsWith('</')) {
      if (part.slice(2, -1) !== at.name || open.length === 1) throw new Error(`closed out of order: ${part}`)
      open.pop()
    } else {
      const [, name = '', given = '', self = ''] =
        /^<([a-z]+)((?:\s+[a-z:]+="[^"<]*")*)\s*(\/?)>$/.exec(part) ?? []
      if (name === '') throw new Error(`no tag: ${part}`)
      const attributes = new Map(
        [...given.matchAll(/([a-z:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
          key,
          unescaped(value),
        ]),
      )
      const node: Node = { name, attributes, text: '', children: [] }
      at.children.push(node)
      if (self === '') open.push(node)
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('left open')
  return root.children[0] ?? root
}

const named = (node: Node, name: string): Node[] => node.children.filter((child) => child.name === name)

function idProblems(id: string): string[] {
  return TAG.test(id) || (id.startsWith('https://') && URL.canParse(id)) ? [] : [`no id: ${id}`]
}

/** @param now instant after which nothing was recorded */
function dateProblems(date: string | undefined, now: string): string[] {
  if (date === undefined || !RFC3339.test(date)) return [`no date of RFC 3339: ${date}`]
  return Number(date.slice(0, 4)) < FIRST_YEAR || date > now ? [`an implausible date: ${date}`] : []
}

const repeated = (ids: readonly string[]): string[] =>
  ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `one id twice: ${id}`)

const addressProblems = (url: string | undefined): string[] =>
  url !== undefined && URL.canParse(url) ? [] : [`no address: ${url}`]

function once(node: Node, ...names: string[]): string[] {
  return names.flatMap((name) => {
    const found = named(node, name)
    if (found.length !== 1) return [`${node.name}: ${found.length} times ${name}`]
    return found[0]?.children.length === 0 && found[0].text.trim() === ''
      ? [`${node.name}: empty ${name}`]
      : []
  })
}

function authorProblems(node: Node): string[] {
  const authors = named(node, 'author')
  return authors.length > 0 && authors.every((author) => once(author, 'name').length === 0)
    ? []
    : [`${node.name}: no author`]
}

const linkProblems = (node: Node): string[] =>
  named(node, 'link').flatMap(({ attributes }) => addressProblems(attributes.get('href')))

const dates = (node: Node, now: string): string[] =>
  [...named(node, 'updated'), ...named(node, 'published')].flatMap(({ text }) => dateProblems(text, now))

/** What is wrong with an Atom feed; empty when nothing is. */
export function atomProblems(xml: string, now: string): string[] {
  const feed = parseXml(xml)
  if (feed.name !== 'feed' || feed.attributes.get('xmlns') !== 'http://www.w3.org/2005/Atom')
    return ['no feed of Atom']
  const entries = named(feed, 'entry')
  const ids = [feed, ...entries].map((node) => named(node, 'id')[0]?.text ?? '')
  const self = named(feed, 'link').filter(({ attributes }) => attributes.get('rel') === 'self')
  return [
    ...once(feed, 'id', 'title', 'updated'),
    ...authorProblems(feed),
    ...(self.length === 1 ? [] : ['no link to itself']),
    ...linkProblems(feed),
    ...dates(feed, now),
    ...entries.flatMap((entry) => [
      ...once(entry, 'id', 'title', 'updated', 'summary'),
      ...authorProblems(entry),
      ...(named(entry, 'link').length > 0 ? [] : ['an entry without an address']),
      ...linkProblems(entry),
      ...dates(entry, now),
    ]),
    ...ids.flatMap(idProblems),
    ...repeated(ids),
  ]
}

interface JsonItem {
  id?: unknown
  url?: string
  title?: string
  content_text?: string
  date_published?: string
  date_modified?: string
  authors?: { name?: string }[]
}

/** What is wrong with a JSON Feed; empty when nothing is. */
export function jsonFeedProblems(
  feed: { [member: string]: unknown; items?: JsonItem[] },
  now: string,
): string[] {
  const items = feed.items ?? []
  const ids = items.map(({ id }) => (typeof id === 'string' ? id : `not a text: ${JSON.stringify(id)}`))
  const text = (value: unknown, name: string): string[] =>
    typeof value === 'string' && value.trim() !== '' ? [] : [`no ${name}`]
  return [
    ...(feed.version === 'https://jsonfeed.org/version/1.1' ? [] : ['no version 1.1']),
    ...(Array.isArray(feed.items) ? [] : ['no items']),
    ...text(feed.title, 'title'),
    ...[feed.home_page_url, feed.feed_url].flatMap((url) => addressProblems(String(url))),
    ...items.flatMap((item) => [
      ...text(item.content_text, 'content_text'),
      ...text(item.title, 'title of an item'),
      ...addressProblems(item.url),
      ...dateProblems(item.date_published, now),
      ...dateProblems(item.date_modified, now),
      ...((item.date_modified ?? '') < (item.date_published ?? '')
        ? ['changed before it was published']
        : []),
      ...(item.authors ?? []).flatMap(({ name }) => text(name, 'name of an author')),
    ]),
    ...ids.flatMap(idProblems),
    ...repeated(ids),
  ]
}
