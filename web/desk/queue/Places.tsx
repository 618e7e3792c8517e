/** Places in the work as a row of choices, each with its number. */
import type { QueuePlace } from '../../../worker/domain/queue/queue.ts'
import { queuePlaces } from '../../../worker/domain/queue/words.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { QueueFilters } from './query.ts'
import type { QueueList } from './useQueue.ts'

const ORDER = Object.keys(queuePlaces) as QueuePlace[]
/** Places that are work to be done: what stands in them is shown without a choice. */
const LAID_BY: ReadonlySet<QueuePlace> = new Set(['parked', 'aside'])

/** Choice of one place; those in which nothing stands are left out. */
export function Places({
  filters,
  list,
  onChange,
}: {
  filters: QueueFilters
  list: QueueList
  onChange(filters: QueueFilters): void
}) {
  const { words, lang } = useDesk()
  const { findings } = words
  const { place = '' } = filters
  const sum = (some: readonly QueuePlace[]): number => some.reduce((n, one) => n + (list.places[one] ?? 0), 0)
  const choices: { code: string; name: string; n: number }[] = [
    { code: '', name: findings.todo, n: sum(ORDER.filter((one) => !LAID_BY.has(one))) },
    ...ORDER.map((one) => ({ code: one, name: queuePlaces[one][lang], n: list.places[one] ?? 0 })),
    { code: 'all', name: findings.everything, n: sum(ORDER) },
  ]
  return (
    <fieldset class="chips">
      <legend class="vh">{findings.place}</legend>
      {choices
        .filter(({ code, n }) => n > 0 || code === place || code === '')
        .map(({ code, name, n }) => (
          <button
            key={code}
            type="button"
            aria-pressed={code === place}
            onClick={() => onChange({ ...filters, place: code })}
          >
            {fill(findings.placeCount, { name, n })}
          </button>
        ))}
    </fieldset>
  )
}
