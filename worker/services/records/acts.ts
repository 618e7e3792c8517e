/** The verbs of decisions, milestones, evaluations, hand-overs and memberships: load, settle, append. */

import { advising, type FlagState } from '../../domain/kinds/flag/flag.ts'
import { recordsOf } from '../../domain/kinds/handover/handover.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import {
  type ActFace,
  type ActKind,
  type ActState,
  isActState,
  kindFace,
} from '../../domain/kinds/registry.ts'
import { decideTransferred } from '../../domain/kinds/responsibility/decide.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { newRecordId } from '../../domain/record/ids.ts'
import { objectOf } from '../../domain/record/json.ts'
import { parseShape } from '../../domain/record/shape.schema.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { Ledger } from '../open.ts'
import { requireAny, requireRight } from '../roles.ts'
import { requireApproved } from '../submit/approval.ts'
import { type Around, loadAround } from '../submit/around.ts'
import { type Call, type Decision, type Outcome, requireSeen } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'
import { chanceOf } from '../submit/prepare.ts'
import { requireHolder, type Surroundings, stateAfter, surroundingsOf } from '../submit/surroundings.ts'
import { placeOf, remedyFor } from './remedies.ts'
import { requireWriter, rightsFor } from './writers.ts'

export type Acts = ReturnType<typeof createActs>

export function createActs(ledger: Ledger) {
  function requireRecord(around: Around, kind: ActKind, id: string): ActState {
    const state = around.record(id)
    if (state !== undefined && isActState(state) && state.kind === kind) return state
    throw refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`)
  }

  /** A hand-over that takes effect moves what it lists, in the same submission. */
  function moved(state: ActState, around: Surroundings): Decision {
    if (state.kind !== 'handover' || state.to === state.department) return { drafts: [], before: new Map() }
    const before = new Map<string, State | null>()
    const drafts: Draft[] = []
    const { to, id } = state
    // Parents go first: an item may not stay behind the one above it.
    const records = recordsOf(state).flatMap((one) => around.record(one) ?? [])
    const known = new Map(records.map((one) => [one.id, one]))
    const depth = (one: State): number =>
      'parent' in one && one.parent !== null && known.has(one.parent)
        ? 1 + depth(known.get(one.parent) ?? one)
        : 0
    for (const one of [...records].sort((a, b) => depth(a) - depth(b))) {
      before.set(one.id, one)
      if (one.kind === 'responsibility') {
        const seen: Around = {
          ...around,
          responsibility: (wanted) => responsibilityIn(known, around, wanted),
        }
        const [draft] = decideTransferred(one, to, { trigger: 'reform', reason: id }, { ...around, ...seen })
        if (draft === undefined) continue
        drafts.push(draft)
        const after = stateAfter(one, draft)
        if (after?.kind === 'responsibility') known.set(one.id, after)
      } else if (isActState(one)) {
        const transfer = kindFace(one.kind).acts.find(({ event }) => event === 'transferred')
        if (transfer !== undefined)
          drafts.push(transfer.draft(one, { to, handover: id, reason: null }, around))
      }
    }
    return { drafts, before }
  }

  /** The department of the first record that is named. @throws Problem when there is none */
  async function holderOf([id]: readonly string[]): Promise<string> {
    const around = id === undefined ? null : await loadAround(ledger, [id])
    const state = id === undefined ? undefined : (around?.record(id) ?? around?.department(id))
    const holder =
      state?.kind === 'department'
        ? state.id
        : state !== undefined && 'department' in state
          ? state.department
          : null
    if (holder !== null && holder !== '') return holder
    throw refuse('not_found', `没有记录 ${id ?? ''}。`, `There is no record ${id ?? ''}.`, 'subject')
  }

  return {
    /** Opens a record of a kind for a department; that of the record it is about when none is named. */
    async open(call: Call, kind: ActKind, named: string | null, given: unknown): Promise<Outcome> {
      requireAny(call.actor, ...rightsFor(kind, null))
      const face = kindFace(kind)
      const fields = parseShape(face.fields, given)
      const department = named ?? (await holderOf(face.mentions(fields)))
      requireRight(call.actor, rightsFor(kind, null)[0], department)
      const id = newRecordId(kind, chanceOf(ledger, call))
      return perform(ledger, call, { verb: `${kind}.open`, department, input: given }, async () => {
        const around = await loadAround(ledger, [department, ...face.mentions(fields)])
        const surroundings = surroundingsOf(ledger, call, around)
        requireHolder(around, department)
        const first = face.first(id, department, fields, surroundings)
        return withEvaluation(first, around, surroundings)
      })
    },

    /**
     * Orders a department to put something right: a milestone that an inspector opens, as a case asks for it.
     *
     * @param fields those of a milestone
     */
    async order(call: Call, department: string, fields: Json): Promise<Outcome> {
      requireRight(call.actor, 'case.write', null)
      const face = kindFace('milestone')
      const id = newRecordId('milestone', chanceOf(ledger, call))
      return perform(ledger, call, { verb: 'milestone.order', department, input: fields }, async () => {
        const around = await loadAround(ledger, [department, ...face.mentions(fields)])
        requireHolder(around, department)
        const given = parseShape(face.fields, fields)
        const first = face.first(id, department, given, surroundingsOf(ledger, call, around))
        return { drafts: [first], before: new Map() }
      })
    },

    /** One more act on a record. `event` as in `decision.<event>`. */
    async act(call: Call, kind: ActKind, event: string, id: string, given: unknown): Promise<Outcome> {
      requireAny(call.actor, ...rightsFor(kind, event))
      const face = requireAct(kind, event)
      const body = parseShape(face.shape, given)
      const first = requireRecord(await loadAround(ledger, [id]), kind, id)
      await requireWriter(ledger, call, first, event)
      requireApproved(call, `${kind}.${event}`)
      const fresh = newRecordId('milestone', chanceOf(ledger, call))
      return perform(ledger, call, { verb: `${kind}.${event}`, id, input: given }, async () => {
        const around = await loadAround(ledger, [id, ...subjectOf(first), ...face.mentions(body)])
        const state = requireRecord(around, kind, id)
        await requireWriter(ledger, call, state, event)
        requireSeen(call, state.seq)
        const listed = besides(state, around)
        const whole =
          listed.length === 0 ? around : await loadAround(ledger, [id, ...face.mentions(body), ...listed])
        const surroundings = surroundingsOf(ledger, call, whole)
        if (state.kind === 'flag' && event === 'advised')
          return advised(face, state, body, fresh, whole, surroundings)
        const draft = face.draft(state, body, surroundings)
        const more = event === 'effected' ? moved(state, surroundings) : { drafts: [], before: new Map() }
        return {
          drafts: [draft, ...more.drafts],
          before: new Map<string, State | null>([[id, state], ...more.before]),
        }
      })
    },
  }
}

const subjectOf = (state: ActState): string[] => (state.kind === 'flag' ? [state.subject] : [])

/** What is looked at as well: of a hand-over what it hands over, of a flag what its advice may become part of. */
function besides(state: ActState, around: Around): string[] {
  if (state.kind === 'handover') return [state.to, ...recordsOf(state)]
  if (state.kind !== 'flag') return []
  return [state.department, state.subject, ...Object.values(placeOf(around.record(state.subject)))]
}

/** Advice, with the milestone by which it is carried out. */
function advised(
  face: ActFace,
  state: FlagState,
  body: Json,
  fresh: string,
  around: Around,
  surroundings: Surroundings,
): Decision {
  const { commitment, ...given } = advising.read(body)
  const { due, title, acceptanceCriteria } = given
  if (due !== null && commitment !== null)
    throw refuse(
      'invalid',
      '写了期限即新立节点，不能同时指已有的节点。',
      'A day (due) makes a new milestone: do not name one that is there as well.',
      'commitment',
    )
  if (due === null && (title !== null || acceptanceCriteria !== null))
    throw refuse('invalid', '请写整改期限。', 'Give the day by which it is carried out.', 'due')
  const remedy = remedyFor(state, given, fresh, around, surroundings)
  if (remedy === null)
    return { drafts: [face.draft(state, body, surroundings)], before: new Map([[state.id, state]]) }
  const whole: Json = { ...objectOf(body), commitment: fresh }
  return {
    drafts: [remedy.draft, face.draft(state, whole, remedy.surroundings)],
    before: new Map([[state.id, state]]),
  }
}

function responsibilityIn(known: ReadonlyMap<string, State>, around: Surroundings, wanted: string) {
  const state = known.get(wanted) ?? around.record(wanted)
  return state?.kind === 'responsibility' ? state : undefined
}

function requireAct(kind: ActKind, event: string): ActFace {
  const face = kindFace(kind).acts.find((one) => one.event === event)
  if (face !== undefined) return face
  throw refuse('not_found', `没有 ${kind}.${event} 这种账目。`, `There is no event ${kind}.${event}.`)
}

/** An evaluation by the department itself is noted on its decision in the same submission. */
function withEvaluation(first: Draft, around: Around, surroundings: Surroundings): Decision {
  const state = stateAfter(null, first)
  const decision = state?.kind === 'evaluation' ? around.record(state.decision) : undefined
  if (decision?.kind !== 'decision' || decision.department !== first.department || state === null)
    return { drafts: [first], before: new Map() }
  const noted = kindFace('decision').acts.find(({ event }) => event === 'evaluated')
  const body: Json = { evaluation: first.record }
  const seen: Surroundings = {
    ...surroundings,
    record: (id) => (id === first.record ? state : around.record(id)),
  }
  return {
    drafts: [first, ...(noted === undefined ? [] : [noted.draft(decision, body, seen)])],
    before: new Map([[decision.id, decision]]),
  }
}
