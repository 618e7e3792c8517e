/** The reads of a rule beside its subject: it is asked again when one of them changes, and only then. */
import { dayNumber } from '../record/date.ts'
import { judgedOn, knownUntil } from '../record/entered/judged.ts'
import type { State } from '../record/event.ts'
import { type Context, isOver } from './rule.ts'

/** The reads, each as one key that can be named when it changes. */
export const readKey = {
  /** The day: asked again when the next begins. */
  today: 'today',
  /** The state of another record. */
  record: (id: string): string => `record ${id}`,
  /** Key of the records that point at this one. */
  pointing: (id: string): string => `pointing ${id}`,
  /** The date of the last delivery of a register. */
  register: (register: string): string => `register ${register}`,
  peers: (rule: string, group: string): string => `peers ${rule} ${group}`,
} as const

/** The same context; whatever is looked up in it, but for what never changes between two looks, is noted. What points at a record is noted one by one as well. */
export function notingReads(context: Context, reads: Set<string>): Context {
  return {
    calendar: context.calendar,
    procedures: context.procedures,
    settings: context.settings,
    audit: context.audit,
    get today() {
      reads.add(readKey.today)
      return context.today
    },
    get present() {
      reads.add(readKey.today)
      return context.present
    },
    passed(day) {
      const over = isOver(context, day)
      if (!over) reads.add(readKey.today)
      return over
    },
    peers: {
      of(rule, group) {
        reads.add(readKey.peers(rule, group))
        return context.peers.of(rule, group)
      },
    },
    record(id) {
      reads.add(readKey.record(id))
      return context.record(id)
    },
    deliveredUntil(register) {
      reads.add(readKey.register(register))
      return context.deliveredUntil(register)
    },
    pointing(id, rel) {
      reads.add(readKey.pointing(id))
      const states = context.pointing(id, rel)
      for (const state of states) reads.add(readKey.record(state.id))
      return states
    },
  }
}

/**
 * The context as it is for one record: `today` is the day for which that record is judged. It is looked up when a
 * rule asks for it, so that a rule that asks for no day is not asked again each day.
 */
export function judging(context: Context, state: State): Context {
  const deliveredOn = (register: string): number | null => {
    const until = context.deliveredUntil(register)
    return until === null ? null : dayNumber(until)
  }
  return {
    calendar: context.calendar,
    procedures: context.procedures,
    settings: context.settings,
    audit: context.audit,
    peers: context.peers,
    get today() {
      return judgedOn(state, context.present, deliveredOn)
    },
    passed(day) {
      const last = knownUntil(state, deliveredOn)
      return (last === null || last > dayNumber(day)) && isOver(context, day)
    },
    get present() {
      return context.present
    },
    deliveredUntil: (register) => context.deliveredUntil(register),
    record: (id) => context.record(id),
    pointing: (id, rel) => context.pointing(id, rel),
  }
}
