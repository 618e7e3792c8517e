/** A department that was merged into another: whoever follows it is told where it goes on. */

import { titleIn } from '../../domain/kinds/title.ts'
import type { FeedItem } from '../../domain/text/atom.ts'
import type { RecordView } from '../../services/read/views.ts'
import type { ApiDeps } from '../http/context.ts'
import type { Asked } from './feed.ts'
import { tagOf } from './tag.ts'

export interface Successor {
  /** The department that was merged, and the one that goes on now. */
  of: RecordView
  into: RecordView
  /** When the last of these mergers was recorded: instant, UTC. */
  since: string
}

/** Merged departments are followed to the one that still stands; null for a department that does itself. */
export async function successorOf(
  { reading }: ApiDeps['services'],
  of: RecordView | null,
): Promise<Successor | null> {
  const met = new Set<string>()
  let at = of
  let since = ''
  while (at?.state.kind === 'department' && at.state.mergedInto !== null && !met.has(at.id)) {
    met.add(at.id)
    const merger = await reading.lastChange(at.id, 'mergedInto', at.seq)
    const recorded = merger?.entry.envelope.recorded ?? ''
    if (recorded > since) since = recorded
    at = await reading.record(at.state.mergedInto)
  }
  return of === null || at === null || at.id === of.id ? null : { of, into: at, since }
}

/** The sentence for a subscriber; null when the department stands. */
export function successorWords(
  successor: Successor | null,
  { lang, base }: Pick<Asked, 'lang' | 'base'>,
): string | null {
  if (successor === null) return null
  const { of, into } = successor
  const [from, to] = [of, into].map(({ title, id }) => (title === '' ? id : title))
  const page = `${base}/${lang}/departments/${into.id}`
  return lang === 'en'
    ? `${from} was merged into ${to}. Its work goes on there: subscribe to ${page}.`
    : `${from}已并入${to}，后续请订阅并入后的部门：${page}。`
}

/** The same as an item, which every reader of feeds shows. */
export function successorItem(successor: Successor | null, asked: Asked): FeedItem[] {
  const words = successorWords(successor, asked)
  if (successor === null || words === null) return []
  const { of, into, since } = successor
  return [
    {
      id: tagOf(asked.ledger, `successor:${of.id}:${into.id}`),
      title: `${asked.lang === 'en' ? 'Merged into' : '已并入'}${asked.lang === 'en' ? ' ' : ''}${titleIn(asked.lang, into) || into.id}`,
      url: `${asked.base}/${asked.lang}/departments/${into.id}`,
      author: asked.ledger,
      published: since,
      updated: [since, of.recorded].toSorted().at(-1) ?? since,
      summary: words,
    },
  ]
}
