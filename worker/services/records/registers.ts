/** A part of a delivered register as one submission: records opened, acts on them, in order. All or nothing. */

import type { State } from '../../domain/kinds/kinds.ts'
import { type ActKind, isActKind, isActState, kindFace } from '../../domain/kinds/registry.ts'
import { decideAmended, decideListed } from '../../domain/kinds/responsibility/decide.ts'
import { parseListed, parseSet } from '../../domain/kinds/responsibility/responsibility.schema.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { kindOfRecord } from '../../domain/record/ids.ts'
import { Problem } from '../../domain/record/problem.ts'
import { parseShape } from '../../domain/record/shape.schema.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Ledger } from '../open.ts'
import { requireAny, requireRight } from '../roles.ts'
import { requireApproved } from '../submit/approval.ts'
import { type Around, loadAround } from '../submit/around.ts'
import type { Call, Decision, Outcome } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'
import { requireHolder, stateAfter, surroundingsOf } from '../submit/surroundings.ts'
import { MOST_OPERATIONS } from './deliveries.ts'
import { mentionsOf } from './responsibilities.ts'
import { rightsFor } from './writers.ts'

/** One operation: a record that is opened (`department` and `fields`), or an act on one (`event` and `body`). */
export type Operation =
  | { id: string; occurred?: string | undefined; department: string; fields: unknown }
  | { id: string; occurred?: string | undefined; event: string; body: unknown; seq?: number | undefined }

/** An operation that was checked for its form. */
interface Ready {
  id: string
  kind: ActKind | 'responsibility'
  /** Null for the first entry of a record. */
  event: string | null
  occurred: string | undefined
  mentions: string[]
  department: string | null
  seq: number | undefined
  draft(state: State | null, around: Around, call: Call): Draft[]
}

export function createRegisters(ledger: Ledger) {
  function readyOpen(
    kind: ActKind | 'responsibility',
    id: string,
    department: string,
    given: unknown,
  ): Omit<Ready, 'occurred' | 'kind' | 'event'> {
    if (kind === 'responsibility') {
      const fields = parseListed(given)
      return {
        id,
        department,
        seq: undefined,
        mentions: mentionsOf(fields).filter((one) => typeof one === 'string'),
        draft: (state, around, call) => {
          requireNew(state, id)
          return decideListed(fields, id, department, surroundingsOf(ledger, call, around))
        },
      }
    }
    const face = kindFace(kind)
    const fields = parseShape(face.fields, given)
    return {
      id,
      department,
      seq: undefined,
      mentions: face.mentions(fields),
      draft: (state, around, call) => {
        requireNew(state, id)
        requireHolder(around, department)
        return [face.first(id, department, fields, surroundingsOf(ledger, call, around))]
      },
    }
  }

  function readyAct(
    kind: ActKind | 'responsibility',
    id: string,
    event: string,
    given: unknown,
    seq: number | undefined,
  ): Omit<Ready, 'occurred' | 'kind' | 'event'> {
    if (kind === 'responsibility') {
      if (event !== 'amended') throw unknownEvent(kind, event)
      const set = parseSet(given, [])
      return {
        id,
        department: null,
        seq,
        mentions: mentionsOf(set).filter((one) => typeof one === 'string'),
        draft: (state, around, call) =>
          state?.kind === 'responsibility'
            ? decideAmended(
                state,
                set,
                { trigger: 'delivery', reason: null },
                surroundingsOf(ledger, call, around),
              )
            : [],
      }
    }
    const face = kindFace(kind).acts.find((one) => one.event === event)
    if (face === undefined) throw unknownEvent(kind, event)
    const body: Json = parseShape(face.shape, given)
    return {
      id,
      department: null,
      seq,
      mentions: face.mentions(body),
      draft: (state, around, call) => {
        if (state === null || !isActState(state)) return []
        return [face.draft(state, body, surroundingsOf(ledger, call, around))]
      },
    }
  }

  function ready(operation: Operation): Ready {
    const { id, occurred } = operation
    const kind = kindOfRecord(id)
    if (kind === null || !(isActKind(kind) || kind === 'responsibility')) {
      throw refuse(
        'invalid',
        `${id} 不是可由交付写入的记录编号。`,
        `${id} is no id of a record that a delivery writes.`,
        'id',
      )
    }
    return 'fields' in operation
      ? { occurred, kind, event: null, ...readyOpen(kind, id, operation.department, operation.fields) }
      : {
          occurred,
          kind,
          event: operation.event,
          ...readyAct(kind, id, operation.event, operation.body, operation.seq),
        }
  }

  return {
    /**
     * Records what a delivery says. An operation sees what those before it left behind.
     *
     * @throws Problem whose field names the operation, as `operations/3/fields/title`
     */
    async deliver(call: Call, operations: readonly Operation[]): Promise<Outcome> {
      requireAny(call.actor, 'record.write')
      if (operations.length === 0 || operations.length > MOST_OPERATIONS) {
        throw refuse(
          'invalid',
          `一次应有 1 到 ${MOST_OPERATIONS} 项，这里有 ${operations.length} 项。`,
          `One delivery takes 1 to ${MOST_OPERATIONS} operations; this one has ${operations.length}.`,
          'operations',
        )
      }
      const all = operations.map((operation, i) => at(i, () => ready(operation)))
      for (const one of all) if (one.department !== null) requireMay(call, one, one.department)
      const named = all.flatMap(({ id, department, mentions }) => [
        id,
        ...(department === null ? [] : [department]),
        ...mentions,
      ])
      return perform(ledger, call, { verb: 'register.deliver', operations }, async (): Promise<Decision> => {
        const loaded = await loadAround(ledger, named)
        const before = new Map<string, State | null>()
        const now = new Map<string, State>()
        const record = (id: string): State | undefined => now.get(id) ?? loaded.record(id)
        const around: Around = {
          record,
          department: loaded.department,
          responsibility(id) {
            const state = record(id)
            return state?.kind === 'responsibility' ? state : undefined
          },
        }
        const drafts: Draft[] = []
        for (const [i, one] of all.entries()) {
          at(i, () => {
            const state = record(one.id) ?? null
            if (!before.has(one.id)) before.set(one.id, state)
            if (one.department === null) requireStanding(call, one, state)
            const made = one.draft(state, around, { ...call, occurred: one.occurred ?? call.occurred })
            for (const draft of made) {
              drafts.push(draft)
              const after = stateAfter(record(draft.record) ?? null, draft)
              if (after !== null) now.set(draft.record, after)
            }
          })
        }
        return { drafts, before }
      })
    },
  }
}

function requireNew(state: State | null, id: string): void {
  if (state !== null)
    throw refuse('conflict', `记录 ${id} 已经存在。`, `The record ${id} is there already.`, 'id')
}

/**
 * A delivery is no way around the rights of single acts: what needs a second person, a verifier or an inspector
 * needs them here too.
 */
function requireMay(call: Call, { kind, event }: Ready, department: string): void {
  const [right] = kind === 'responsibility' ? (['responsibility.write'] as const) : rightsFor(kind, event)
  // Who verified is not asked of a register: whoever may record formal acts alone writes down that it was.
  requireRight(call.actor, right === 'milestone.verify' ? 'record.formal' : right, department)
  if (event !== null) requireApproved(call, `${kind}.${event}`)
}

function requireStanding(call: Call, one: Ready, state: State | null): void {
  const { id, seq } = one
  if (state === null || !('department' in state) || state.department === null)
    throw refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`, 'id')
  requireMay(call, one, state.department)
  if (seq === undefined || seq === state.seq) return
  throw refuse(
    'conflict',
    `${id} 现已是第 ${state.seq} 版，不是第 ${seq} 版：请重新比较。`,
    `${id} is at version ${state.seq}, not ${seq}: compare again.`,
    'seq',
  )
}

function unknownEvent(kind: string, event: string): Problem {
  return refuse('invalid', `没有 ${kind}.${event} 这种账目。`, `There is no event ${kind}.${event}.`, 'event')
}

function at<T>(i: number, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const field = `operations/${i}${error.field === undefined ? '' : `/${error.field}`}`
    throw new Problem(error.code, { field, words: error.words })
  }
}
