/** Loads decisions, evaluations, hand-overs, memberships, and versions of any record. */

import type { ShownClock } from '../../../web/components/clock/ClockNote.tsx'
import type { FlagLimit } from '../../../web/components/flag/FlagSides.tsx'
import type { Ahead } from '../../../web/components/timeline/Timeline.tsx'
import type { DecisionData } from '../../../web/pages/Decision.tsx'
import type { RecordData } from '../../../web/pages/Record.tsx'
import type { VersionsData } from '../../../web/pages/Versions.tsx'
import { stepClocks } from '../../domain/kinds/decision/clock.ts'
import { answerClockOf } from '../../domain/kinds/flag/clock.ts'
import { commitmentsOf } from '../../domain/kinds/flag/flag.ts'
import { derive, rollUp } from '../../domain/kinds/milestone/derived.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import type { Aged } from '../../domain/kinds/translation/outdated.ts'
import { procedureOf } from '../../domain/procedure/expected.ts'
import { procedureView } from '../../domain/procedure/view.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import { ruleOf } from '../../domain/rules/rules.ts'
import type { RecordView } from '../../services/read/views.ts'
import { type Ask, type From, type Loaded, type Loader, mentions, NOTHING, namesOf } from './common.ts'
import { checkOf, lastChangeIn, outdatedIn, seen, unlistedAround, unlistedIn } from './seen.ts'

/** Milestones whose own entries stand on the line of their decision; all others are on the board. */
const LINED = 20
const LISTED = 30
/** Figures of milestones of which not all were read. */
const FEW_FIGURES = { ahead: 0, byCount: null, byWeight: null }
/** Entries of each of those that stand there, the newest: all are on its own page. */
const OF_OTHER = 50

/**
 * Page of a decision, with its milestones, evaluations and what is said of them; null when there is none. It
 * takes the queries of `seen`.
 */
export async function loadDecision(from: From, ask: Ask, id: string): Promise<Loaded<DecisionData> | null> {
  const { reading } = from
  const [found, milestones, evaluations, consultations] = await Promise.all([
    seen(from, id, 'decision', ask),
    reading.records({ kind: 'milestone', of: id, limit: 200 }),
    reading.records({ kind: 'evaluation', of: id, limit: 50 }),
    reading.records({ kind: 'consultation', of: id, limit: 50 }),
  ])
  if (found === null || found.record.state.kind !== 'decision') return null
  const { record, moments, stood, flags, questions } = found
  const { state } = found.record
  if (state.kind !== 'decision') return null
  const today = reading.today()
  const profile = reading.procedures.of(state)
  const lined = stood === null ? milestones.items.slice(0, LINED) : []
  // What looks wrong with a promise looks wrong with the decision that made it.
  const told =
    stood === null
      ? [...lined, ...evaluations.items, ...flags.slice(0, LINED), ...questions.slice(0, LINED)]
      : []
  const timelines = (of: readonly RecordView[]) =>
    Promise.all(
      of.map(async ({ id: one, seq }) => ({
        ...{ id: one, seq },
        moments: await reading.timeline(one, { limit: OF_OTHER }),
      })),
    )
  const [theirFlags, known, costChanged, counts] = await Promise.all([
    stood === null ? reading.flagsOn(milestones.items.map((one) => one.id)) : NOTHING,
    timelines(told),
    lastChangeIn(reading, found, 'amounts'),
    milestones.total > milestones.items.length ? reading.boardCounts({ of: id }) : null,
  ])
  const raised = [...flags, ...theirFlags.items]
  const others = [...known, ...(await timelines(theirFlags.items.slice(0, LINED)))]
  const theirs = others.flatMap((one) => one.moments)
  const states = milestones.items.flatMap((one) => (one.state.kind === 'milestone' ? [one.state] : []))
  const ahead: Ahead[] = stood === null ? milestones.items.flatMap((one) => aheadOf(one, today)) : []
  const whole = rollUp(states)
  const late = ahead.filter(({ overdueBy }) => overdueBy !== null).length
  const figures =
    // Of more than were read, what the board counts is said, and nothing that it does not count.
    counts?.counts
      ? { ...FEW_FIGURES, all: milestones.total, done: counts.counts.done, overdue: counts.counts.overdue }
      : {
          all: milestones.total,
          done: whole.done,
          overdue: late,
          ahead: ahead.length - late,
          byCount: whole.byCount,
          byWeight: whole.byWeight,
        }
  const left = {
    unlisted: [
      ...found.left.unlisted,
      ...unlistedIn(evaluations, consultations),
      ...unlistedAround(theirFlags),
    ],
    unlined: [
      ...others.flatMap(({ id: one, seq, moments: shown }) =>
        seq > shown.length ? [{ id: one, n: seq - shown.length }] : [],
      ),
      ...theirFlags.items.slice(LINED).map(({ id: one, seq }) => ({ id: one, n: seq })),
    ],
    offLine: [
      { kind: 'milestone' as const, n: milestones.total - lined.length },
      { kind: 'flag' as const, n: flags.length - LINED },
      { kind: 'question' as const, n: questions.length - LINED },
    ].filter(({ n }) => n > 0),
  }
  const all = [...moments, ...theirs]
  const names = await namesOf(from, mentions(state, all))
  for (const one of [...milestones.items, ...evaluations.items, ...raised, ...questions])
    names.set(one.id, titleIn(from.lang, one))
  return {
    data: {
      ...found,
      state,
      moments: all,
      profile: profile === null ? null : procedureView(profile),
      procedure: procedureOf(state, reading.procedures),
      clocks: stepClocks(
        state,
        reading.days,
        reading.clocks,
        stood === null ? record.judged : dayAsked(reading, stood.at),
      ),
      milestones: milestones.items.slice(0, LISTED),
      figures,
      evaluations: evaluations.items,
      openCalls: consultations.items,
      costChanged,
      left: stood === null ? left : found.left,
      ahead,
      today,
      flags: raised,
    },
    check: checkOf(found, theirs),
    names,
  }
}

/** A milestone that is not done stands on the line on the day on which it is due. */
function aheadOf(record: RecordView, today: string): Ahead[] {
  const { state, judged } = record
  if (state.kind !== 'milestone') return []
  const { overdueBy, dueIn } = derive(state, judged)
  if (state.currentDue === null || (overdueBy === null && dueIn === null)) return []
  return [
    {
      day: state.currentDue,
      title: state.title,
      id: state.id,
      overdueBy,
      judged: judged < today ? judged : null,
      note: state.responsibleUnit ?? state.ownerPost ?? '',
    },
  ]
}

/** A record of a kind that has no page of its own. */
export function recordLoader(kind: RecordKind): Loader<RecordData> {
  return (from, ask, id) => loadRecord(from, kind, ask, id)
}

async function loadRecord(
  from: From,
  kind: RecordKind,
  ask: Ask,
  id: string,
): Promise<Loaded<RecordData> | null> {
  const found = await seen(from, id, kind, ask)
  if (found === null) return null
  const { record, moments, stood } = found
  const [remedies, today] = await Promise.all([
    record.state.kind === 'flag' ? from.reading.recordsById(commitmentsOf(record.state)) : [],
    from.reading.today(),
  ])
  const itself = await agedOf(from, record)
  const above = remedies.map(({ state }) => (state.kind === 'milestone' ? state.decision : null))
  return {
    data: {
      ...found,
      translated: itself ?? found.translated,
      remedies,
      limits: limitsOf(record.state),
      unit: record.state.kind === 'flag' ? (ruleOf(record.state.rule ?? '')?.unit ?? null) : null,
      answerClock: answerClockIn(from, record, stood?.at),
      today,
    },
    check: checkOf(found),
    names: await namesOf(from, [record.id, ...mentions(record.state, moments), ...above]),
  }
}

/** A translation with its age by the entries of its original; null for a record of another kind. */
async function agedOf({ reading }: From, { state }: RecordView): Promise<Aged | null> {
  if (state.kind !== 'translation') return null
  return { state, outdated: await outdatedIn(reading, state, await reading.timeline(state.subject)) }
}

/** The clock of what was last asked of a flag; of a flag as it stood on a day, for that day. */
function answerClockIn({ reading }: From, { state }: RecordView, at: string | undefined): ShownClock | null {
  if (state.kind !== 'flag') return null
  const clock = answerClockOf(state, reading.days, reading.clocks, dayAsked(reading, at))
  return clock === null ? null : { clock, profile: reading.clocks.profile(clock.profile, clock.start) }
}

/** Day by which something is judged: the one on which it stood, where a day is asked for, else today. */
function dayAsked(reading: From['reading'], at: string | undefined): string {
  return at?.includes('-') ? at : reading.today()
}

/** The limits with which the rule of a flag was asked, in the words of the rule; by their names where it has others now. */
function limitsOf(state: RecordView['state']): FlagLimit[] {
  if (state.kind !== 'flag') return []
  const known = ruleOf(state.rule ?? '')?.parameters ?? {}
  return state.parameters.flatMap(({ name, value }) => {
    if (value === null) return []
    const { words = { zh: name, en: name }, unit = { zh: '', en: '' } } = known[name] ?? {}
    return [{ name: words, unit, value }]
  })
}

/** Above so many versions a number is quicker than a list. */
const PICKED = 200

/**
 * Page of two versions of a record side by side; null when there is none. The queries `from` and `to` are
 * version numbers from 1, by default the last two.
 */
export async function loadVersions(from: From, ask: Ask, id: string): Promise<Loaded<VersionsData> | null> {
  const { reading } = from
  const [record, moments] = await Promise.all([reading.record(id), reading.timeline(id, { limit: PICKED })])
  if (record === null) return null
  const seqOf = (name: string, otherwise: number): number => {
    const asked = ask(name)
    return asked !== null && /^[1-9]\d{0,6}$/.test(asked) ? Math.min(Number(asked), record.seq) : otherwise
  }
  const to = seqOf('to', record.seq)
  const comparison = await reading.compare(id, { seq: seqOf('from', Math.max(1, to - 1)) }, { seq: to })
  if (comparison === null) return null
  return {
    data: { record, moments: record.seq > PICKED ? [] : moments, comparison },
    check: { shown: null, indices: [], receiptOf: null },
    names: await namesOf(from, [id, ...comparison.changes.flatMap(({ from: was, to }) => [was, to])]),
  }
}
