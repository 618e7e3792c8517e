/**
 * 待办队列: what waits for the inspectors, findings and flags in one order. Who looks at what, and what is set aside
 * with which reason, they agree here among themselves: it is kept beside the ledger and noted in the access log.
 * Only a flag is an entry.
 */

import { type Severity, severityOrder } from '../../domain/kinds/flag/severity.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { departmentNames, nameOf } from '../../domain/kinds/title.ts'
import {
  asideBasis,
  behind,
  choose,
  joinFlags,
  keyOf,
  order,
  placeIn,
  type Queued,
  type QueueFilter,
  type QueueKey,
  type QueuePlace,
  type QueueSort,
} from '../../domain/queue/queue.ts'
import type { Words } from '../../domain/record/problem.ts'
import { figureWords } from '../../domain/rules/measure/figures.ts'
import { ruleOf } from '../../domain/rules/rules.ts'
import { toHex, utf8 } from '../../ledger/bytes.ts'
import { sha256 } from '../../ledger/merkle.ts'
import { eachInTurn } from '../../store/pause.ts'
import * as stored from '../../store/standing/triage.ts'
import { holdsToday } from '../accounts/in-force.ts'
import { allFlags } from '../inspection/all-flags.ts'
import { PATIENCE, type StandingService } from '../inspection/standing/standing.ts'
import type { Finding } from '../inspection/views.ts'
import type { Ledger } from '../open.ts'
import { formatCursor, limitOf, parseCursor } from '../read/cursor.ts'
import type { Reading } from '../read/reading.ts'
import type { RecordView } from '../read/views.ts'
import { type Caller, requireRight } from '../roles.ts'
import { todayOf } from '../submit/call.ts'
import { isRaisable } from './raisable.ts'

const USUAL = 50
const MOST = 500

export interface QueueItem extends Pick<Queued, 'key' | 'rule' | 'subject' | 'title' | 'department'> {
  name: Words
  audience: 'public' | 'inspectors'
  about: 'record' | 'group'
  /** True where a flag can be raised for it in public. */
  raisable: boolean
  departmentName: string | null
  departmentNameEn: string | null
  severity: Severity
  place: QueuePlace
  since: string | null
  asOf: string | null
  value: Finding['value']
  threshold: Finding['threshold']
  /** The same in words, with their unit, and the name of what was measured; null where there is no figure. */
  told: { what: Words | null; value: Words | null; threshold: Words | null }
  inputs: readonly number[]
  flag: Queued['flag']
  assignee: { account: string; post: string } | null
  aside: { reason: string; account: string; at: string } | null
}

export interface QueuePage {
  items: QueueItem[]
  next: string | null
  total: number
  /** Number of the records and groups that they are about. */
  records: number
  /** Numbers of all that is chosen, by severity. */
  severities: { [severity in Severity]: number }
  /** Numbers of the whole queue, by place. */
  places: { [place in QueuePlace]?: number }
}

export interface QueueAsk extends QueueFilter {
  sort?: QueueSort | undefined
  limit?: number | undefined
  cursor?: string | undefined
}

/**
 * Digest of a finding, in hex: it changes when the finding says something else, and one set aside comes back.
 */
export const digestOf = (finding: string): string => toHex(sha256(utf8(asideBasis(finding))))

/** Queue of one ledger: findings and open flags, in pages, with the counts of all of it. */
export function createQueue(
  ledger: Ledger,
  { standing, reading }: { standing: StandingService; reading: Reading },
) {
  const { database } = ledger
  /** Digests of the findings that are set aside, by their text: each is made once, not on every page. */
  let digests = new Map<string, string>()

  /** The whole queue, with what was agreed about each. */
  async function whole(): Promise<{ queue: Queued[]; agreed: Map<string, stored.StoredTriage> }> {
    const [rows, flags, triage] = await Promise.all([
      stored.listQueue(database),
      allFlags(reading),
      stored.readTriage(ledger),
    ])
    const agreed = new Map(triage.map((row) => [row.key, row]))
    const known = digests
    digests = new Map()
    const keptDigest = (finding: string): string => {
      const digest = known.get(finding) ?? digestOf(finding)
      digests.set(finding, digest)
      return digest
    }
    const findings = await eachInTurn(rows, (row) => {
      const { owner, rule, subject, department, severity, since, title, finding } = row
      const key = keyOf(rule, subject)
      const mark = agreed.get(key)
      return {
        key,
        owner,
        rule,
        subject,
        title: title ?? subject,
        department: department || null,
        severity: severityOrder.find((one) => one === severity) ?? 'info',
        since: since ?? '',
        assignee: mark?.assignee ?? null,
        aside: finding !== null && mark?.digest === keptDigest(finding),
      }
    })
    const queue = joinFlags(findings, flags).map((one) =>
      one.owner === null ? { ...one, assignee: agreed.get(one.key)?.assignee ?? null } : one,
    )
    return { queue, agreed }
  }

  /** Accounts in force that may work on the queue. */
  async function inspectors(): Promise<{ id: string; post: string }[]> {
    const { items } = await reading.records({ kind: 'account', limit: MOST })
    return items.flatMap(({ id, state }) =>
      state.kind === 'account' && holdsToday(ledger, state, 'flag.write') ? [{ id, post: state.post }] : [],
    )
  }

  return {
    whole,
    inspectors,

    /** One page of the queue. For inspectors alone. @throws Problem `not_allowed`, `invalid` */
    async list(
      caller: Caller,
      { sort = 'severity', limit, cursor, ...filter }: QueueAsk = {},
    ): Promise<QueuePage> {
      requireRight(caller, 'flag.write', null)
      const size = limitOf(limit, USUAL, MOST)
      const after = cursor === undefined ? null : placeOf(cursor, sort)
      await standing.settle(PATIENCE)
      const today = todayOf(ledger.now(), ledger.calendar.days.zone)
      const [{ queue, agreed }, { day }] = await Promise.all([whole(), standing.standing()])
      const chosen = order(choose(queue, filter, today), sort)
      const rest = after === null ? chosen : behind(chosen, after, sort)
      const page = rest.slice(0, size)
      const last = rest.length > size ? page.at(-1) : undefined
      return {
        items: await itemsOf(page, agreed, today, day),
        next: last === undefined ? null : formatCursor(sort, [last.severity, last.since, last.key]),
        total: chosen.length,
        records: new Set(chosen.map(({ subject }) => subject)).size,
        severities: countBy(severityOrder, chosen, ({ severity }) => severity),
        places: countBy([], queue, (one) => placeIn(one, today)),
      }
    },
  }

  async function itemsOf(
    page: readonly Queued[],
    agreed: ReadonlyMap<string, stored.StoredTriage>,
    today: string,
    day: string | null,
  ): Promise<QueueItem[]> {
    const places = page.flatMap(({ owner, rule }) =>
      owner === null || rule === null ? [] : [{ owner, rule }],
    )
    const named = page.flatMap(({ department, assignee, flag, owner }) =>
      [department, assignee, owner === null ? (flag?.id ?? null) : null].filter((id) => id !== null),
    )
    const [findings, records] = await Promise.all([
      stored.readFindings(database, places),
      reading.recordsById([...new Set(named)]),
    ])
    const byId = new Map(records.map((record) => [record.id, record]))
    return page.map((one): QueueItem => {
      const { key, rule, subject, title, department, severity, since, flag } = one
      const known = rule === null ? null : ruleOf(rule)
      const mark = agreed.get(key)
      const figures = figuresOf(one, findings.get(`${one.owner} ${rule}`) ?? null, byId, day)
      const worded = (figure: Finding['value']): Words | null =>
        figure === null ? null : figureWords(figure, kindOfRecord(subject), known?.unit ?? null)
      return {
        key,
        rule,
        subject,
        title,
        department,
        severity,
        flag,
        ...figures,
        told: {
          what: known?.value ?? null,
          value: worded(figures.value),
          threshold: worded(figures.threshold),
        },
        name: known?.name ?? { zh: title, en: title },
        audience: known?.audience ?? 'public',
        raisable: flag === null && isRaisable(known, { about: figures.about, subject }),
        ...departmentNames(bothNames(byId.get(department ?? ''))),
        place: placeIn(one, today),
        since: since === '' ? null : since,
        assignee:
          one.assignee === null ? null : { account: one.assignee, post: postOf(byId.get(one.assignee)) },
        aside:
          one.aside && mark !== undefined
            ? { reason: mark.reason ?? '', account: mark.account, at: mark.at }
            : null,
      }
    })
  }
}

export type Queue = ReturnType<typeof createQueue>

/** Place at which a page of the queue ended. @throws Problem `invalid` for a cursor of something else */
function placeOf(cursor: string, sort: QueueSort): QueueKey {
  const [severity, since, key] = parseCursor(cursor, sort, ['text', 'text', 'text']).map(String)
  return {
    severity: severityOrder.find((one) => one === severity) ?? 'info',
    since: since ?? '',
    key: key ?? '',
  }
}

function postOf(record: RecordView | undefined): string {
  return record?.state.kind === 'account' ? record.state.post : ''
}

/** The figures of a finding as it stands; those of the flag where its rule finds nothing any more. */
function figuresOf(
  { flag }: Queued,
  finding: string | null,
  byId: ReadonlyMap<string, RecordView>,
  day: string | null,
): Pick<QueueItem, 'about' | 'value' | 'threshold' | 'inputs' | 'asOf'> {
  if (finding !== null) {
    const { about, value, threshold, inputs }: Pick<Finding, 'about' | 'value' | 'threshold' | 'inputs'> =
      JSON.parse(finding)
    return { about, value, threshold, inputs, asOf: day }
  }
  const state = flag === null ? undefined : byId.get(flag.id)?.state
  if (state?.kind !== 'flag') return { about: 'record', value: null, threshold: null, inputs: [], asOf: null }
  const { value, threshold, inputs, asOf } = state
  return { about: 'record', value, threshold, inputs: inputs.filter((index) => index !== null), asOf }
}

function countBy<T, K extends string>(
  keys: readonly K[],
  list: readonly T[],
  keyOfOne: (one: T) => K,
): { [key in K]: number } {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as { [key in K]: number }
  for (const one of list) counts[keyOfOne(one)] = (counts[keyOfOne(one)] ?? 0) + 1
  return counts
}

const bothNames = (found: RecordView | undefined) => (found === undefined ? undefined : nameOf(found))
