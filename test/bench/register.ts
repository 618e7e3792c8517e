/** A ledger of any number of records as a city keeps them: responsibilities, decisions step by step, milestones. */
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Draft } from '../../worker/domain/record/event.ts'
import type { Json } from '../../worker/ledger/canonical.ts'
import { openMachine } from '../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import type { Services } from '../../worker/services/services.ts'
import { itemsFor } from '../support/ledger/items.ts'

const DEPARTMENTS = 20
const CHUNK = 500
const RECORDS_AT_ONCE = 100

/** Version of what is written: another one is written afresh. */
const KIND = 'register-v1'

type Event = readonly [kind: string, body: { [field: string]: Json }]

const codeOf = (i: number): string => `bench-${i % DEPARTMENTS}`
const idOf = (prefix: string, i: number): string => `${prefix}-${String(i).padStart(10, '0')}`

/** A day of 2024 or 2025, `days` after the first. */
const day = (days: number): string =>
  new Date(Date.UTC(2024, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)

/** A decision that goes through its procedure; every seventh has its legality review after the meeting. */
function decisionOf(i: number): Event[] {
  const at = (i * 7) % 500
  const late = i % 7 === 0
  const step = (body: { [field: string]: Json }): Event => ['decision.step_concluded', { step: body }]
  return [
    [
      'decision.opened',
      {
        title: `第 ${i} 号决策`,
        class: 'major_admin',
        noResponsibility: '测量用的记录',
        decisionOrgan: '某市人民政府',
        applicability: { technical: true, nonDisclosable: false, stabilityOrSafetyRisk: false },
        amounts: [{ kind: 'budget', currency: 'CNY', baseline: 1000 + ((i * 7919) % 9_000_000) }],
      },
    ],
    step({
      id: 's1',
      type: 'participation',
      openAt: day(at),
      closeAt: day(at + 20 + (i % 25)),
      concludedAt: day(at + 46),
      modes: ['open_call'],
      received: i % 300,
      adopted: i % 30,
    }),
    step({
      id: 's2',
      type: 'expert_review',
      concludedAt: day(at + 50),
      experts: 5,
      opinionsSigned: true,
      conclusion: '可行',
    }),
    step({
      id: 's3',
      type: 'legality_review',
      sentAt: day(at + 51),
      concludedAt: day(at + (late ? 90 : 64)),
      outcome: 'passed',
      organ: '市司法局',
    }),
    step({
      id: 's4',
      type: 'deliberation',
      heldAt: day(at + 70),
      meetingType: 'executive',
      attendance: Array.from({ length: 11 }, (_, n) => ({
        member: `成员 ${n + 1}`,
        presence: (i + n) % 9 === 0 ? 'excused' : 'present',
      })),
      opinions: [
        { member: '成员 2', order: 1, stance: i % 5 === 0 ? 'reserve' : 'agree' },
        { member: '成员 1', order: 2, stance: 'agree', chief: true },
      ],
    }),
    ['decision.decided', { outcome: 'adopted', decidedAt: day(at + 70), conformsToMajority: true }],
    step({
      id: 's5',
      type: 'promulgation',
      concludedAt: day(at + 75 + (i % 40)),
      docNumber: `测〔2025〕${i} 号`,
      channels: ['市政府网站'],
    }),
    ['decision.executed', { executingUnits: ['某局'] }],
  ]
}

/** A milestone that is reported on twice, moved (every third) and claimed done (two of three), late or not. */
function milestoneOf(i: number, decision: string): Event[] {
  const due = 200 + ((i * 11) % 400)
  const moved: Event = [
    'milestone.rescheduled',
    { to: day(due + 60), reasonCode: 'upstream', from: day(due) },
  ]
  const claimed: Event = [
    'milestone.claimed',
    { metAt: day(due + (i % 50) - 30), by: '某局', evidence: [{ title: '验收单' }] },
  ]
  return [
    [
      'milestone.planned',
      { title: `第 ${i} 号节点`, decision, baselineDue: day(due), currentDue: day(due), reportEvery: 90 },
    ],
    ['milestone.reported', { asOf: day(due - 90), progress: 30 }],
    ['milestone.reported', { asOf: day(due - 20), progress: 30 + (i % 60) }],
    ...(i % 3 === 0 ? [moved] : []),
    ...(i % 3 < 2 ? [claimed] : []),
  ]
}

/** The entries of one new record. */
function draftsOf(record: string, department: string, events: readonly Event[]): Draft[] {
  return events.map(([kind, body], i) => ({
    kind,
    record,
    seq: i + 1,
    department,
    occurred: '2026-01-05',
    visibility: 'public',
    body,
  }))
}

/** A folder with such a ledger of so many records, kept between runs. */
export async function registerOf(records: number, say: (text: string) => void): Promise<string> {
  const dataDir = join(tmpdir(), 'mingzhang-bench', `${KIND}-${records}`)
  if (existsSync(join(dataDir, 'done'))) return dataDir
  await rm(dataDir, { recursive: true, force: true })
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  say(`writing a register of ${records} records to ${dataDir} …`)
  const machine = await openMachine({ dataDir, origin: 'bench.example/log', shared: false })
  await fillRegister(machine.services, records)
  await machine.close()
  await mkdir(join(dataDir, 'done'))
  return dataDir
}

/**
 * Logs so many records: a half responsibilities, a sixth decisions, a third milestones.
 *
 * @param different decisions and milestones that differ; after so many of each they are alike again
 */
export async function fillRegister(
  { acts, deliveries, ledger }: Pick<Services, 'acts' | 'deliveries' | 'ledger'>,
  records: number,
  different = Number.MAX_SAFE_INTEGER,
): Promise<void> {
  const call = { actor: LOCAL_OPERATOR }
  for (let i = 0; i < DEPARTMENTS; i += 1)
    await acts.open(call, 'department', null, { code: codeOf(i), name: `测量 ${i + 1} 局` })
  const items = itemsFor(Math.floor(records / 2))
  for (let at = 0; at < items.length; at += CHUNK)
    await deliveries.deliver(call, `dep-${codeOf(at / CHUNK)}`, { added: items.slice(at, at + CHUNK) })
  const decisions = Math.floor(records / 6)
  const milestones = records - items.length - decisions
  const all = [
    ...Array.from({ length: decisions }, (_, i) => ({
      id: idOf('dec', i),
      i: i % different,
      events: () => decisionOf(i % different),
    })),
    ...Array.from({ length: milestones }, (_, i) => ({
      id: idOf('mil', i),
      i: i % different,
      events: () => milestoneOf(i % different, idOf('dec', i % decisions)),
    })),
  ]
  for (let at = 0; at < all.length; at += RECORDS_AT_ONCE) {
    const some = all.slice(at, at + RECORDS_AT_ONCE)
    const drafts = some.flatMap(({ id, i, events }) => draftsOf(id, `dep-${codeOf(i)}`, events()))
    await ledger.committer.submit({
      key: `bench ${at}`,
      digest: '',
      actor: LOCAL_OPERATOR,
      drafts,
      before: new Map(),
      since: 0,
    })
  }
  await ledger.follower.flush()
}
