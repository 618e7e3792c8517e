/**
 * 外部批注: mentions of this ledger's entries in other ledgers. Anybody hands in the address of an annotation; it is listed
 * once it was fetched from a known ledger and checked. Each is asked for again once a day, and comes off the list, by an
 * entry that says why, as soon as it was withdrawn or erased there, or what it is about was erased here.
 */
import {
  decideEnded,
  decideListed,
  type MentionState,
  mentionId,
} from '../../domain/kinds/mention/mention.ts'
import { type MentionEnding, mentionEndings } from '../../domain/kinds/mention/vocabulary.ts'
import type { Draft } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import { CLOCK, PUBLIC } from '../../domain/record/spoken/public.ts'
import type { Actor } from '../../ledger/envelope-shape.ts'
import type { Receipt } from '../../ledger/receipt.ts'
import { listRecords, readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { todayOf } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'
import type { Hook } from '../webhooks/hook.ts'
import { type Checked, checkAnnotation, type Source } from './check.ts'

/** Mentions that are read at once. */
const PAGE = 500
/** Rounds in a day, each of which asks for its share again: one every ten minutes. */
const ROUNDS = 144
const ROUND = 600_000
/** Milliseconds of one round. */
const BUDGET = 20_000

/** Outcome of handing in an annotation. `receipt` is null where nothing had to be recorded. */
export interface HandedIn {
  id: string
  status: MentionState['status']
  why: MentionEnding | null
  receipt: Receipt | null
}

export type Mentions = ReturnType<typeof createMentions>

/** @param hook null where nothing can be fetched from here */
export function createMentions(ledger: Ledger, hook: Hook | null) {
  const { database, known, calendar } = ledger
  const { ledgers } = known
  const today = (): string => todayOf(ledger.now(), calendar.days.zone)

  async function stateOf(id: string): Promise<MentionState | null> {
    const record = await readRecord(database, id)
    return record?.state.kind === 'mention' ? record.state : null
  }

  /** @throws Problem `unavailable` where nothing can be fetched from here */
  async function check(source: Source): Promise<Checked> {
    if (hook === null)
      throw refuse('unavailable', '此处不能取用别处的文件。', 'Nothing can be fetched from here.')
    return checkAnnotation({ database, hook, known, origin: ledger.notary.origin, now: ledger.now }, source)
  }

  /** Records what a check came to; null where the list stands as it is. */
  async function settle(actor: Actor, source: Source, checked: Checked): Promise<Receipt | null> {
    const id = mentionId(source.ledger.name, source.annotation)
    const draftOf = (before: MentionState | null): Draft | null => {
      if (checked.is === 'found')
        return decideListed(before, checked.fields, { id, department: checked.department, today: today() })
      if (checked.is === 'unreachable' || before?.status !== 'listed') return null
      return decideEnded(before, checked.why, today())
    }
    return enter(actor, id, draftOf)
  }

  async function enter(
    actor: Actor,
    id: string,
    draftOf: (before: MentionState | null) => Draft | null,
  ): Promise<Receipt | null> {
    if (draftOf(await stateOf(id)) === null) return null
    const { receipts } = await perform(ledger, { actor }, { verb: 'mention', record: id }, async () => {
      const before = await stateOf(id)
      const draft = draftOf(before)
      if (draft === null) throw refuse('conflict', '别人刚刚记过。', 'Somebody else recorded it just now.')
      return { drafts: [draft], before: new Map(before === null ? [] : [[id, before]]) }
    })
    return receipts[0] ?? null
  }

  /** The annotation that an address names. @throws Problem `invalid`, `not_allowed` */
  function sourceOf(address: string): Source {
    const given = address.trim()
    const found = ledgers.find(({ url }) => given === url || given.startsWith(`${url}/`))
    const annotation = /(?:^|\/)(ann-[0-9a-z]{10})(?:$|[/?#.])/.exec(given)?.[1]
    if (found !== undefined && annotation !== undefined) return { ledger: found, annotation }
    if (found !== undefined)
      throw refuse(
        'invalid',
        '请给出批注的网址，其中有它的编号 ann-…。',
        'Give the address of the annotation, which has its id ann-… in it.',
        'address',
      )
    const names = ledgers.map(({ url }) => url).join('、')
    throw refuse(
      'not_allowed',
      names === ''
        ? '本站还没有认得的账本：由运行者在 KNOWN_LEDGERS 里写明。'
        : `本站只核对这些账本里的批注：${names}。`,
      names === ''
        ? 'No other ledger is known here: the operator names them in KNOWN_LEDGERS.'
        : `Annotations are checked in these ledgers alone: ${names}.`,
      'address',
    )
  }

  /** Asks for one that is listed again. @returns true where an entry was made */
  async function again(state: MentionState): Promise<boolean> {
    const { otherLedger, otherRecord } = state
    const from = ledgers.find(({ name }) => name === otherLedger)
    if (from === undefined || otherRecord === null) return (await end(state, 'unknown')) !== null
    const source = { ledger: from, annotation: otherRecord }
    return (await settle(CLOCK, source, await check(source))) !== null
  }

  const end = (state: MentionState, why: MentionEnding): Promise<Receipt | null> =>
    enter(CLOCK, state.id, (before) =>
      before?.status === 'listed' ? decideEnded(before, why, today()) : null,
    )

  async function read(status?: MentionState['status']): Promise<MentionState[]> {
    const found: MentionState[] = []
    for (let after = -1; ; ) {
      const page = await listRecords(database, { kind: 'mention', status }, after, PAGE)
      for (const { state } of page) if (state.kind === 'mention') found.push(state)
      if (page.length < PAGE) return found
      after = page.at(-1)?.n ?? after
    }
  }

  async function run(states: readonly MentionState[], budget: number): Promise<number> {
    const until = performance.now() + budget
    let entered = 0
    for (const state of states) {
      if (performance.now() > until) break
      const made = await again(state).catch((error: unknown) => {
        // Somebody beside was first, or the ledger cannot be written to now: it is asked for again tomorrow.
        if (error instanceof Problem) return false
        throw error
      })
      if (made) entered += 1
    }
    return entered
  }

  return {
    /** Ledgers whose annotations are looked at. */
    ledgers,
    isOpen: hook !== null && ledgers.length > 0,

    /**
     * Takes in the address of an annotation, checks it at once, and lists it, or takes it off the list.
     *
     * @throws Problem `invalid`, `not_allowed` for a ledger that is not known, `unavailable` where the other site does
     *   not answer, `wrong_state` where the annotation does not hold
     */
    async handIn(address: string): Promise<HandedIn> {
      const source = sourceOf(address)
      const checked = await check(source)
      if (checked.is === 'unreachable')
        throw refuse(
          'unavailable',
          `对方没有给出批注的证据文件（${checked.why}）：请稍后再报。`,
          `The other site did not give the evidence file of the annotation (${checked.why}): try again later.`,
          'address',
        )
      const id = mentionId(source.ledger.name, source.annotation)
      const receipt = await settle(PUBLIC, source, checked)
      const state = await stateOf(id)
      if (state === null)
        throw refuse(
          'wrong_state',
          `未列出：${checked.is === 'ended' ? mentionEndings[checked.why].zh : ''}。`,
          `Not listed: ${checked.is === 'ended' ? mentionEndings[checked.why].en : ''}.`,
          'address',
        )
      return { id, status: state.status, why: state.why, receipt }
    },

    /** Every mention, listed or not, in the order in which they came. */
    all: () => read(),

    /** Asks for every one that is listed again. @returns entries that were made */
    async recheck(): Promise<number> {
      return run(await read('listed'), Number.POSITIVE_INFINITY)
    },

    /** One round: asks again for the share that is due in these ten minutes, within a budget. */
    async tend(): Promise<number> {
      if (hook === null) return 0
      const { head } = await ledger.committer.end.tree()
      if (ledger.clock.closing(head.recorded) !== null) return 0
      const round = Math.floor(ledger.now().getTime() / ROUND) % ROUNDS
      const due = (await read('listed')).filter(
        ({ id }) => Number.parseInt(id.slice(4, 12), 16) % ROUNDS === round,
      )
      return run(due, BUDGET)
    },
  }
}
