/** The page of a record to machines: its trail, its other forms, its schema.org description. */

import { departmentIn, titleIn } from '../../../worker/domain/kinds/title.ts'
import { api, at, feedPath, recordPath } from '../../address.ts'
import type { Frame } from '../../frame.ts'
import { hiddenTitle } from '../../labels.ts'
import type { RecordView } from '../../types.ts'
import type { Breadcrumb, Crumb } from '../page/Crumbs.tsx'
import type { Alternate, Head } from '../page/Html.tsx'

type FeedFormat = 'atom' | 'json' | 'ics'

const FEED_TYPES: Record<FeedFormat, Alternate['type']> = {
  atom: 'application/atom+xml',
  json: 'application/feed+json',
  ics: 'text/calendar',
}

/** Name, in the reader's language, of a record that another one belongs to. */
function namedAbove(id: string, record: RecordView, { lang, names }: Frame): string {
  return names.get(id) ?? (id === record.department ? departmentIn(lang, record) : null) ?? id
}

/** Name, in the reader's language, of the department of a record; its id where nothing else is known. */
export function departmentOf(record: RecordView, frame: Frame): string {
  return record.department === null ? '' : namedAbove(record.department, record, frame)
}

/**
 * The trail of a record, itself last.
 * @param above records by id and pages, from the top down; null is left out
 */
export function recordTrail(
  record: RecordView,
  frame: Frame,
  above: readonly (string | Crumb | null)[],
): Crumb[] {
  const crumbs = above.flatMap((one): Crumb[] => {
    if (one === null) return []
    return [typeof one === 'string' ? { name: namedAbove(one, record, frame), path: recordPath(one) } : one]
  })
  return [...crumbs, { name: shownTitle(frame.lang, record), path: null }]
}

const shownTitle = (lang: Frame['lang'], record: RecordView): string =>
  titleIn(lang, record) || hiddenTitle(lang, record)

/** Address of the page of a record, with its host. */
function recordUrl(id: string, { base, lang }: Frame): string {
  return `${base}${at(lang, recordPath(id) ?? '/')}`
}

/** JSON and the feeds of a record. */
function alternatesOf(id: string, title: string, feeds: readonly FeedFormat[]): Alternate[] {
  return [
    { type: 'application/json', href: api.record(id), title },
    ...feeds.map((format) => ({ type: FEED_TYPES[format], href: feedPath(id, format), title })),
  ]
}

interface Described {
  description: string
  feeds: readonly FeedFormat[]
  /** Schema.org type and properties of what the record is about; the page itself where it is nothing more. */
  thing?: Record<string, unknown>
}

/** The head of the page of a record. */
export function recordHead(
  record: RecordView,
  frame: Frame,
  breadcrumb: Breadcrumb,
  { description, feeds, thing }: Described,
): Head {
  const url = recordUrl(record.id, frame)
  const page = { '@type': 'WebPage', url, dateModified: record.recorded, breadcrumb }
  const title = shownTitle(frame.lang, record)
  return {
    title,
    description,
    quotable: true,
    alternates: alternatesOf(record.id, title, feeds),
    data: thing === undefined ? { name: title, ...page } : { name: title, url, ...thing, subjectOf: page },
  }
}

/** Schema.org description of what a department does: a power that it holds, a decision that it took. */
export function serviceOf(
  record: RecordView,
  frame: Frame,
  { number, type }: { number: string | null; type: string },
): Record<string, unknown> {
  return {
    '@type': 'GovernmentService',
    identifier: number ?? record.id,
    serviceType: type,
    provider: {
      '@type': 'GovernmentOrganization',
      name: departmentOf(record, frame),
      url: recordUrl(record.department ?? record.id, frame),
    },
  }
}
