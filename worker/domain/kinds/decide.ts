/**
 * Entries that one request records: the one that was asked for, and those on other records that it brings
 * about. Each sees the state that those before it left behind.
 */
import type { Further, Wish } from '../record/acts.ts'
import type { Draft, RecordKind } from '../record/event.ts'
import { refuse } from '../record/guard.ts'
import type { Context } from '../record/lookup.ts'
import { within } from '../record/problem.ts'
import type { Specs } from '../record/shape.ts'
import type { State } from './kinds.ts'
import { actFace, isActKind, isActState, kindFace } from './registry.ts'
import { stateAfter } from './state-after.ts'
import { kindOf } from './table.ts'

/** The drafts of a request, and the state before of every record that they touch; null for a new one. */
export interface Decision {
  drafts: Draft[]
  before: Map<string, State | null>
}

/**
 * Decides requests one after the other.
 *
 * @throws Problem of the first that cannot be recorded
 */
export function decide(wishes: readonly Wish[], context: Context<State>): Decision {
  const deciding = startDeciding(context)
  for (const wish of wishes) deciding.put(wish)
  return deciding.decision
}

/** Deciding that goes on: `put` adds what one more request records; `record` shows what the last ones left behind. */
export function startDeciding(context: Context<State>) {
  const drafts: Draft[] = []
  const before = new Map<string, State | null>()
  const now = new Map<string, State>()
  const record = (id: string): State | undefined => now.get(id) ?? context.record(id)

  /** @param given where this request is of another time, what it is decided on */
  function put(wish: Wish, given: Partial<Context<State>> = {}): void {
    const seen: Context<State> = { ...context, ...given, record, fieldsOf }
    const decided = () => ('opens' in wish ? opened(wish, seen) : acted(wish, seen))
    const first = decided()
    const ahead = first.further.filter((one) => one.ahead === true)
    for (const one of ahead) putFurther(one, given)
    const isMoved = ahead.some((one) => 'on' in one && one.on === first.draft.record)
    const { draft, further } = isMoved ? decided() : first
    push(draft)
    for (const one of further.filter(({ ahead }) => ahead !== true)) putFurther(one, given)
  }

  function putFurther(further: Further, given: Partial<Context<State>>): void {
    if (further.place === undefined) put(further, given)
    else within(further.place, () => put(further, given))
  }

  function push(draft: Draft): void {
    const state = record(draft.record) ?? null
    if (!before.has(draft.record)) before.set(draft.record, state)
    const after = stateAfter(state, draft)
    if (after !== null) now.set(draft.record, after)
    drafts.push(draft)
  }

  return { put, push, record, decision: { drafts, before } }
}

/** Fields of a new record of a kind, as it declares them; none where nobody is asked. */
function fieldsOf(kind: RecordKind): Specs {
  const spec = kindOf(kind).fields?.spec
  return spec?.is === 'object' ? spec.fields : {}
}

function opened(
  { opens, id, department, fields }: Extract<Wish, { opens: string }>,
  context: Context<State>,
) {
  if (!isActKind(opens)) throw new Error(`no request opens a ${opens}`)
  return kindFace(opens).open({ id, department }, fields, context)
}

function acted({ event, on, body }: Extract<Wish, { on: string }>, context: Context<State>) {
  const state = context.record(on)
  if (state === undefined || !isActState(state))
    throw refuse('not_found', `没有记录 ${on}。`, `There is no record ${on}.`)
  return actFace(state.kind, event).decide(state, body, context)
}
