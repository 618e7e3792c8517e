/** A small ledger in memory, made through the deciders, on which rules are tried. */
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import type { WorkingDays } from '../../../worker/domain/calendar/working-days.ts'
import { parseShape } from '../../../worker/domain/input/shape.schema.ts'
import { departmentId } from '../../../worker/domain/kinds/department/ids.ts'
import type { State } from '../../../worker/domain/kinds/kinds.ts'
import { type ActKind, isActState, kindFace } from '../../../worker/domain/kinds/registry.ts'
import { applyEntry, linksOf } from '../../../worker/domain/kinds/replay.ts'
import { builtIn } from '../../../worker/domain/procedure/procedures.ts'
import type { Draft, Recorded, RecordKind } from '../../../worker/domain/record/event.ts'
import type { Link } from '../../../worker/domain/record/facts.ts'
import { assess, assessGroup, measure, observe } from '../../../worker/domain/rules/assess.ts'
import { populationOf } from '../../../worker/domain/rules/measure/stats.ts'
import type { Assessment, Context, GroupRule, Peers, RecordRule } from '../../../worker/domain/rules/rule.ts'
import { subjectOf } from '../../../worker/domain/rules/subject.ts'

/** How an entry comes into the ledger. */
export interface Entering {
  /** Business time; the day of recording unless said. */
  occurred?: string
  /** Instant of recording, or its day; `TODAY` unless said. */
  recorded?: string
  sealed?: boolean
  /** Day on which a sealed entry is to be looked at again. */
  review?: string
  account?: string
  /** By an account of no department. */
  apart?: boolean
}

export type Given = Partial<
  Pick<Context, 'today' | 'calendar' | 'peers' | 'settings' | 'audit' | 'procedures'>
>

export const TODAY = '2026-11-24'

export class RuleWorld {
  readonly entries: Recorded[] = []
  readonly #states = new Map<string, State>()
  #numbered = 0

  /** Registers a department; its id. */
  department(code: string, fields: object = {}, entering: Entering = {}): string {
    const id = departmentId(code)
    const face = kindFace('department')
    const given = parseShape(face.fields, { code, name: `${code} 局`, ...fields })
    return this.#enter([face.open({ id, department: id }, given, this.#around(entering)).draft], entering)
  }

  /** Abolishes a department. */
  endDepartment(id: string, entering: Entering = {}): void {
    this.act(id, 'abolish', { reason: '机构改革' }, entering)
  }

  /** Lists a responsibility of a department; its id. */
  responsibility(department: string, fields: object = {}, entering: Entering = {}): string {
    return this.open('responsibility', department, { name: '取水许可', type: 'licence', ...fields }, entering)
  }

  /** Opens a decision, plans a milestone, and so on; the id of the record. */
  open(kind: ActKind, department: string, fields: object, entering: Entering = {}): string {
    const face = kindFace(kind)
    const given = parseShape(face.fields, fields)
    return this.#enter(
      [face.open({ id: this.#newId(kind), department }, given, this.#around(entering)).draft],
      entering,
    )
  }

  /** A decision without responsibility. */
  decision(department: string, fields: object = {}, entering: Entering = {}): string {
    const usual = { title: '水价', class: 'major_admin', noResponsibility: '未列入清单' }
    return this.open('decision', department, { ...usual, ...fields }, entering)
  }

  /** One act on a record by its verb, as `conclude-step`. */
  act(id: string, verb: string, body: object, entering: Entering = {}): void {
    const state = this.#states.get(id)
    if (state === undefined || !isActState(state)) throw new Error(`${id} has no acts`)
    const act = kindFace(state.kind).acts.find((one) => one.verb === verb)
    if (act === undefined) throw new Error(`no act ${verb}`)
    this.#enter([act.decide(state, parseShape(act.shape, body), this.#around(entering)).draft], entering)
  }

  /** Concludes one step of a decision. */
  step(id: string, step: object, entering: Entering = {}): void {
    this.act(id, 'conclude-step', { step }, entering)
  }

  context(given: Given = {}): Context {
    const calendar: WorkingDays = chinaWorkingDays
    const none: Peers = { of: () => null }
    return {
      today: given.today ?? TODAY,
      present: given.today ?? TODAY,
      calendar,
      procedures: given.procedures ?? builtIn,
      peers: none,
      settings: {},
      audit: null,
      deliveredUntil: () => null,
      ...given,
      record: (id) => this.#states.get(id) ?? null,
      pointing: (id, rel: Link['rel']) =>
        [...this.#states.values()].filter((state) =>
          linksOf(state).some((link) => link.rel === rel && link.target === id),
        ),
    }
  }

  /** What the rule makes of one record, after figures were gathered from all; null when it does not apply. */
  assess(rule: RecordRule, id: string, given: Given = {}): Assessment | null {
    const context = this.context(given)
    const measures = this.#subjects().flatMap((subject) => measure(rule, subject, context))
    const peers = given.peers ?? peersFrom(rule.id, measures)
    return assess(rule, this.subject(id), { ...context, peers })
  }

  /** What the rule makes of every group to which it applies, by group. */
  assessGroups(rule: GroupRule, given: Given = {}): { [group: string]: Assessment } {
    const context = this.context(given)
    const groups = new Map<string, unknown[]>()
    for (const subject of this.#subjects())
      for (const { group, observation } of observe(rule, subject, context))
        groups.set(group, [...(groups.get(group) ?? []), observation])
    const all = [...groups].map(([id, observations]) => ({ id, observations }))
    const values = { ...defaultsOf(rule), ...(given.settings?.[rule.id] ?? {}) }
    const applying = all.filter((group) => rule.applies(group, context, values))
    const measures = applying.flatMap((group) => rule.measure(group, context, values))
    const peers = given.peers ?? peersFrom(rule.id, measures)
    return Object.fromEntries(
      all.flatMap((group) => {
        const found = assessGroup(rule, group, { ...context, peers })
        return found === null ? [] : [[group.id, found]]
      }),
    )
  }

  subject(id: string) {
    const subject = subjectOf(this.entries.filter(({ envelope }) => envelope.record === id))
    if (subject === null) throw new Error(`no record ${id}`)
    return subject
  }

  #subjects() {
    return [...this.#states.keys()].map((id) => this.subject(id))
  }

  #newId(kind: RecordKind): string {
    this.#numbered += 1
    return `${kind.slice(0, 3)}-${String(this.#numbered).padStart(10, '0')}`
  }

  #around({ occurred, recorded = TODAY, sealed = false, review = '2099-01-01' }: Entering) {
    const today = recorded.slice(0, 10)
    return {
      occurred: occurred ?? today,
      today,
      ...(sealed ? ({ visibility: 'sealed', ground: 'process_info', review } as const) : {}),
      record: (id: string) => this.#states.get(id),
      newId: (kind: RecordKind) => this.#newId(kind),
      count: () => 0,
    }
  }

  #enter(drafts: readonly Draft[], { recorded = TODAY, account = 'clerk', apart = false }: Entering): string {
    for (const { body, ...draft } of drafts) {
      const entry: Recorded = {
        index: this.entries.length,
        envelope: {
          v: 1,
          actor: {
            account,
            role: apart ? 'moderator' : 'recorder',
            department: apart ? null : draft.department,
          },
          recorded: recorded.length === 10 ? `${recorded}T02:00:00.000Z` : recorded,
          body: '',
          ...draft,
        },
        body: draft.visibility === 'sealed' ? null : body,
      }
      this.entries.push(entry)
      const state = applyEntry(this.#states.get(draft.record) ?? null, entry)
      if (state !== null) this.#states.set(draft.record, state)
    }
    return drafts[0]?.record ?? ''
  }
}

function defaultsOf(rule: GroupRule): { [name: string]: number } {
  return Object.fromEntries(Object.entries(rule.parameters).map(([name, one]) => [name, one.default]))
}

function peersFrom(rule: string, measures: readonly { group: string; value: number }[]): Peers {
  return {
    of: (id, group) =>
      id === rule
        ? populationOf(measures.filter((one) => one.group === group).map(({ value }) => value))
        : null,
  }
}
