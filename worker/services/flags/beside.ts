/** All that an inspector wants to see beside a flag: its rule and limits, entries, what is related, and peers. */
import type { FlagState } from '../../domain/kinds/flag/flag.ts'
import { isOpenFlag, isPossible } from '../../domain/kinds/flag/states.ts'
import { kindFace } from '../../domain/kinds/registry.ts'
import { linksOf } from '../../domain/kinds/replay.ts'
import { englishOf, unnamed } from '../../domain/kinds/title.ts'
import { keyOf } from '../../domain/queue/queue.ts'
import { annulmentOf } from '../../domain/record/entered/annulment.ts'
import { leadsToRecord } from '../../domain/record/facts.ts'
import { refuse } from '../../domain/record/guard.ts'
import { valuesOf } from '../../domain/rules/assess.ts'
import { viewOf } from '../../domain/rules/catalogue.ts'
import { ruleOf } from '../../domain/rules/rules.ts'
import { readEntry, recordedOf } from '../../store/log/entries.ts'
import * as records from '../../store/records/records.ts'
import { readTriage } from '../../store/standing/triage.ts'
import type { Rulebook } from '../inspection/rulebook.ts'
import type { StandingService } from '../inspection/standing/standing.ts'
import type { Ledger } from '../open.ts'
import type { Reading } from '../read/reading.ts'
import type { RecordView } from '../read/views.ts'
import { type Caller, requireRight } from '../roles.ts'
import { createFlagPeers } from './peers.ts'
import type { FlagAround, RelatedRecord } from './views.ts'

/** Entries on which it rests, and related records, that are shown. */
const ENTRIES = 50
const RELATED = 100

/** Fate of a record that its status alone does not say: that it was annulled, or its first entry erased. */
function whatBecameOf({ state, openingErased }: RecordView) {
  return {
    ...(annulmentOf(state) === null ? {} : { annulled: true as const }),
    ...(openingErased === true ? { openingErased } : {}),
  }
}

/** View of all that stands around one flag. */
export function createFlagAround(
  ledger: Ledger,
  {
    reading,
    standing,
    rulebook,
  }: {
    reading: Pick<Reading, 'record' | 'recordsById' | 'flagsOn'>
    standing: Pick<StandingService, 'settle'>
    rulebook: Pick<Rulebook, 'settings'>
  },
) {
  const { database } = ledger
  const { peersOf } = createFlagPeers(ledger, { standing, settings: rulebook.settings })

  async function inputsOf({ inputs }: FlagState): Promise<FlagAround['inputs']> {
    const wanted = inputs.flatMap((index) => index ?? []).slice(0, ENTRIES)
    const stored = await Promise.all(wanted.map((index) => readEntry(database, index)))
    const read = stored.flatMap((one) => (one === null ? [] : [recordedOf(one)]))
    const titles = await records.namesOf(database, [...new Set(read.map(({ envelope }) => envelope.record))])
    return {
      total: inputs.length,
      items: read.map(({ index, envelope: { kind, record, occurred } }) => ({
        index,
        kind,
        record,
        occurred,
        ...(titles.get(record) ?? unnamed(record)),
      })),
    }
  }

  async function relatedOf(subject: RecordView): Promise<FlagAround['related']> {
    const to = linksOf(subject.state).filter(leadsToRecord)
    const [targets, from] = await Promise.all([
      reading.recordsById(to.map(({ target }) => target)),
      records.recordsPointingAt(database, subject.id, RELATED),
    ])
    const sources = await reading.recordsById(from.items.map(({ source }) => source))
    const byId = new Map([...targets, ...sources].map((one) => [one.id, one]))
    const links = [
      ...to.map(({ rel, target }) => ({ rel, points: 'to' as const, id: target })),
      ...from.items.map(({ rel, source }) => ({ rel, points: 'from' as const, id: source })),
    ]
    const items = links.flatMap((link): RelatedRecord[] => {
      const found = byId.get(link.id)
      if (found === undefined || found.kind === 'flag') return []
      const { kind, title, status, departmentName, departmentNameEn } = found
      return [
        {
          ...{ ...link, kind, title, titleEn: englishOf(found.state), status, ...whatBecameOf(found) },
          ...{ departmentName, departmentNameEn },
        },
      ]
    })
    return { total: from.total + to.length, items: items.slice(0, RELATED) }
  }

  async function queuedOf({ id, rule, subject, status }: FlagState): Promise<FlagAround['queued']> {
    if (!isOpenFlag({ status })) return null
    const key = keyOf(rule, subject, id)
    const [agreed] = await readTriage(ledger, [key])
    const account = agreed?.assignee ?? null
    const state = account === null ? undefined : (await reading.record(account))?.state
    const post = state?.kind === 'account' ? state.post : ''
    return { key, assignee: account === null ? null : { account, post } }
  }

  async function ruleOfFlag({ rule: id, ruleVersion, parameters }: FlagState): Promise<FlagAround['rule']> {
    const rule = id === null ? null : ruleOf(id)
    if (rule === null) return null
    const now: { readonly [name: string]: number } = valuesOf(rule, { settings: await rulebook.settings() })
    const raised = new Map(parameters.map(({ name, value }) => [name, value]))
    const { name, definition, value, falsePositives, version, parameters: known } = viewOf(rule)
    return {
      id: rule.id,
      version: { raised: ruleVersion, now: version },
      name,
      definition,
      value,
      falsePositives,
      limits: known.map((one) => ({
        name: one.name,
        words: one.words,
        unit: one.unit,
        raised: raised.get(one.name) ?? null,
        now: now[one.name] ?? one.default,
      })),
    }
  }

  return {
    /** @throws Problem `not_allowed` for all but inspectors, `not_found` for what is no flag */
    async around(caller: Caller, id: string): Promise<FlagAround> {
      requireRight(caller, 'flag.write', null)
      const flag = await reading.record(id)
      if (flag?.state.kind !== 'flag')
        throw refuse('not_found', `没有预警 ${id}。`, `There is no flag ${id}.`, 'id')
      const { state } = flag
      const subject = await reading.record(state.subject)
      const [queued, rule, inputs, related, about, peers] = await Promise.all([
        queuedOf(state),
        ruleOfFlag(state),
        inputsOf(state),
        subject === null ? { total: 0, items: [] } : relatedOf(subject),
        reading.flagsOn([state.subject]),
        peersOf(state),
      ])
      return {
        flag: id,
        seq: flag.seq,
        acts: kindFace('flag').acts.flatMap(({ event, verb }) =>
          isPossible(event, state.status) ? [verb] : [],
        ),
        queued,
        rule,
        inputs,
        related,
        flags: {
          // One that is annulled is not among them.
          total: about.total - (annulmentOf(state) === null ? 1 : 0),
          items: about.items.flatMap((of) => {
            const { id: other, title, state: one } = of
            if (one.kind !== 'flag' || other === id) return []
            const { status, severity, rule: raisedBy } = one
            return [{ id: other, title, status, ...whatBecameOf(of), severity, rule: raisedBy }]
          }),
        },
        peers: typeof peers === 'string' ? null : peers,
        noPeers: typeof peers === 'string' ? peers : null,
      }
    },
  }
}
