/** The queue by record: what is found of one record stands together, where the most pressing of it stands. Pure. */
import type { QueueItem } from './useQueue.ts'

/** Everything of one record, in the order of the queue. */
export interface Gathered {
  subject: string
  items: readonly [QueueItem, ...QueueItem[]]
}

/** Items of an ordered queue by what they are about, the groups in the order of their first items. */
export function gathered(items: readonly QueueItem[]): Gathered[] {
  const groups = new Map<string, [QueueItem, ...QueueItem[]]>()
  for (const item of items) {
    const group = groups.get(item.subject)
    if (group === undefined) groups.set(item.subject, [item])
    else group.push(item)
  }
  return [...groups].map(([subject, some]) => ({ subject, items: some }))
}
