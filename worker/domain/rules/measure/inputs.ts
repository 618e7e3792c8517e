/** Entries of a record on which a finding rests, and the parts of it that may be hidden. */
import type { RecordBase } from '../../record/acts.ts'
import type { Recorded } from '../../record/event.ts'
import { objectOf, own, textOrNull } from '../../record/json.ts'
import type { Subject } from '../rule.ts'

/** The event of an entry without its kind: `step_concluded` of `decision.step_concluded`. */
export function eventOf({ envelope }: Recorded): string {
  return envelope.kind.slice(envelope.kind.indexOf('.') + 1)
}

/** Entries of these events. */
export function entriesOf({ history }: Subject, ...events: string[]): Recorded[] {
  return history.filter((entry) => events.includes(eventOf(entry)))
}

/** Indices of the entries of some events, in their order; none without an event. */
export function indicesOf(subject: Subject, ...events: string[]): number[] {
  return entriesOf(subject, ...events).map(({ index }) => index)
}

/** The entry that opened the record, and those that set one of these fields since. */
export function indicesOfFields({ history }: Subject, ...fields: string[]): number[] {
  return history
    .filter(({ body }, i) => {
      if (i === 0) return true
      const set = objectOf(own(objectOf(body ?? undefined), 'set'))
      return fields.some((field) => Object.hasOwn(set, field))
    })
    .map(({ index }) => index)
}

/** Entries that recorded or corrected these steps. */
export function indicesOfSteps({ history }: Subject, ids: Iterable<string | undefined>): number[] {
  const wanted = new Set(ids)
  return history
    .filter((entry) => {
      const event = eventOf(entry)
      if (!event.startsWith('step_') && event !== 'opinion_recorded') return false
      const step = own(objectOf(entry.body ?? undefined), 'step')
      if (event === 'opinion_recorded') return wanted.has(textOrNull(step) ?? '')
      return wanted.has(textOrNull(own(objectOf(step), 'id')) ?? '')
    })
    .map(({ index }) => index)
}

/** True when an entry of one of these events is withheld: what is missing may be in there. */
export function mayBeHidden({ sealed }: Pick<RecordBase, 'sealed'>, ...events: string[]): boolean {
  return sealed.some(({ kind }) => events.includes(kind.slice(kind.indexOf('.') + 1)))
}

/** The entries of a record that are withheld. */
export function hiddenIndices({ history }: Subject): number[] {
  return history.filter(({ body }) => body === null).map(({ index }) => index)
}
