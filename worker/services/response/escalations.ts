/**
 * 逾期上报: takes, once a day, the steps that are due, and deems given up what its asker has not completed in time. Each is an entry on a notice that is named by its subject and by
 * the day that was missed, with a version of its own: whoever takes it a second time, or beside another, fails on that.
 */
import {
  decideSettled,
  decideStep,
  type Missed,
  type OverdueState,
  overdueIds,
} from '../../domain/kinds/overdue/overdue.ts'
import type { OverdueStep } from '../../domain/kinds/overdue/vocabulary.ts'
import type { Draft } from '../../domain/record/event.ts'
import { settlementOf, stepsToTake } from '../../domain/response/ladder.ts'
import { type Obligation, ownedBy } from '../../domain/response/obligations.ts'
import { readParents } from '../../store/records/owed.ts'
import { listRecords, readRecords } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { enterByClock } from '../submit/by-clock.ts'
import { todayOf } from '../submit/call.ts'
import { enterAbandoned } from './abandoned.ts'
import type { Owed } from './owed.ts'

/** Notices that are read at once. */
const PAGE = 500

export type Escalations = ReturnType<typeof createEscalations>

/** Steps of the ladder of one ledger. */
export function createEscalations(ledger: Ledger, owed: Owed) {
  const { database, calendar } = ledger
  /** The day for which everything was done, at the size of the ledger that it was then. */
  let done: { day: string; size: number } | null = null

  async function openNotices(): Promise<OverdueState[]> {
    const found: OverdueState[] = []
    for (let after = -1; ; ) {
      const page = await listRecords(database, { kind: 'overdue', status: 'open' }, after, PAGE)
      for (const { state } of page) if (state.kind === 'overdue') found.push(state)
      if (page.length < PAGE) return found
      after = page.at(-1)?.n ?? after
    }
  }

  /** Writes one entry; false where somebody else wrote it first. */
  async function enter(draft: Draft, before: OverdueState | null): Promise<boolean> {
    const request = { verb: 'overdue', record: draft.record }
    return enterByClock(ledger, `${draft.record}-${draft.seq}`, request, async () => ({
      drafts: [draft],
      before: new Map(before === null ? [] : [[before.id, before]]),
    }))
  }

  return {
    /**
     * Takes every step that is due and ends every notice of which nothing is overdue any more.
     *
     * @returns entries that were made, those included that somebody else made meanwhile
     */
    async settle(): Promise<number> {
      const today = todayOf(ledger.now(), calendar.days.zone)
      const { head } = await ledger.committer.end.tree()
      // A step that was taken stays taken: not by a clock that may be wrong.
      if (ledger.clock.closing(head.recorded) !== null) return 0
      if (done?.day === today && done.size === head.size) return 0
      // What was given up is owed no more: its notices end in the same round.
      let entered = await enterAbandoned(ledger, await owed.openQuestions(), today)
      const byRecord = await owed.byRecord()

      const open = await openNotices()
      for (const notice of open) {
        const settlement = settlementOf(notice, byRecord.get(notice.subject ?? '') ?? [])
        if (settlement === null) continue
        const draft = decideSettled(notice, settlement.why, settlement.on, today)
        if (await enter(draft, notice)) entered += 1
      }

      const noticed = new Map(open.map((one) => [keyOf({ ...one, subject: one.subject ?? '' }), one]))
      const late = [...byRecord.values()]
        .flat()
        .filter(
          (one) =>
            stepsToTake(one, noticed.get(keyOf(missedOf(one))) ?? null, calendar.days, today).length > 0,
        )
      const parents = late.length === 0 ? new Map<string, string | null>() : await readParents(database)
      for (let at = 0; at < late.length; at += PAGE) {
        const part = late.slice(at, at + PAGE)
        const stored = await readRecords(
          database,
          part.flatMap((one) => overdueIds(missedOf(one))),
        )
        for (const one of part) entered += await take(one, stored, parents, today)
      }
      done = { day: today, size: (await ledger.committer.end.tree()).head.size }
      return entered
    },
  }

  /** Takes the steps of one obligation that are due. A notice that was settled stays so. */
  async function take(
    obligation: Obligation,
    stored: Awaited<ReturnType<typeof readRecords>>,
    parents: ReadonlyMap<string, string | null>,
    today: string,
  ): Promise<number> {
    const { record: subject, what, profile, due } = obligation
    const department = ownedBy(obligation, parents)
    if (due === null) return 0
    const ids = overdueIds(missedOf(obligation))
    const states = stored.flatMap(({ id, state }) =>
      state.kind === 'overdue' && ids.includes(id) && state.what === what ? [state] : [],
    )
    let before = states[0] ?? null
    if (before?.status === 'settled') return 0
    let entered = 0
    for (const step of stepsToTake(obligation, before, calendar.days, today)) {
      // Somebody beside may have taken it meanwhile, and the next one too.
      if (before?.status === 'settled' || before?.steps.some((one) => one.step === step)) continue
      const to = addressee(step, department, parents)
      const fields = { subject, department, what, profile, due }
      if (!(await enter(decideStep(before, fields, { step, to }, today), before))) return entered
      entered += 1
      const [now] = await readRecords(database, [before?.id ?? ids[0] ?? ''])
      before = now?.state.kind === 'overdue' ? now.state : before
    }
    return entered
  }
}

const missedOf = ({ record, what, due }: Obligation): Missed => ({ subject: record, what, due: due ?? '' })

const keyOf = ({ subject, what, due }: Missed): string => `${subject} ${what} ${due}`

/** To whom a step comes: the department, the organ above it where one is registered, the inspectors of all. */
function addressee(
  step: OverdueStep,
  department: string | null,
  parents: ReadonlyMap<string, string | null>,
): string | null {
  if (department === null || step === 'inspectors') return null
  return step === 'approver' ? department : (parents.get(department) ?? null)
}
