/** Counts of waiting items, by their places, with the way to each. */
import type { QueuePlace } from '../../../worker/domain/queue/queue.ts'
import { queuePlaces } from '../../../worker/domain/queue/words.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { useQueue } from './useQueue.ts'

const SHOWN: readonly QueuePlace[] = ['late', 'answered', 'found', 'raised', 'asked', 'parked', 'aside']

/** Summary of the queue on the first page; nothing until it is loaded. */
export function QueueSummary() {
  const { words, lang, to } = useDesk()
  const { findings } = words
  const { list } = useQueue('assignee=me&limit=1')
  if (list === null) return null
  const waiting = SHOWN.filter((place) => (list.places[place] ?? 0) > 0)
  return (
    <section aria-labelledby="queue">
      <h2 id="queue">{words.nav.findings}</h2>
      <ul class="tools">
        <li>
          <a href={to('/findings?assignee=me')}>
            {fill(findings.counted, { name: findings.mine, n: list.total })}
          </a>
        </li>
        {waiting.map((place) => (
          <li key={place}>
            <a href={to(`/findings?place=${place}`)}>
              {fill(findings.counted, { name: queuePlaces[place][lang], n: list.places[place] ?? 0 })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
