/** 巡检: runs the rules over all records, in pages, and says what each could assess and what it found. */
import type { WorkingDays } from '../../domain/calendar/working-days.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import type { Settings } from '../../domain/kinds/rulebook/rulebook.ts'
import type { Audit } from '../../domain/rules/audit.ts'
import { type Gathering, gatherPeers } from '../../domain/rules/peers.ts'
import { type Context, departmentOfGroup, type Group, type Rule } from '../../domain/rules/rule.ts'
import { rules as all, isGroupRule, isRecordRule } from '../../domain/rules/rules.ts'
import { countRecords } from '../../store/lists/choices.ts'
import * as records from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { todayOf } from '../submit/call.ts'
import { type LedgerView, viewAt, viewNow } from './as-of.ts'
import { assess, assessGroup, measure, measureGroup, observe } from './asking.ts'
import { Counting, findingOf } from './counting.ts'
import { deliveryOf, type LoadedSubject, loadSubjects } from './subjects.ts'
import type { Finding, Inspection } from './views.ts'

export type { Finding, Inspection, RuleCoverage } from './views.ts'

/** Records of one page: what is in memory at once, beside the figures of the populations. */
const PAGE = 500

export interface InspectionOptions {
  /** The rules to run; all by default. */
  rules?: readonly Rule[] | undefined
  /** The day for which records are assessed, `YYYY-MM-DD`; today by default. */
  asOf?: string | undefined
  settings?: Settings | undefined
  /** As the ledger stood when it had so many entries; as it stands by default. Settled with the basis. */
  until?: number | undefined
  /** Basis that was gathered before with the same options; gathered anew by default. */
  basis?: Basis | undefined
  /** Working days; those of mainland China by default. */
  calendar?: WorkingDays | undefined
  /** The last check of the ledger, for the rules that report on it. */
  audit?: Audit | null | undefined
  onProgress?: ((done: number, of: number) => void) | undefined
  /** Told of everything that is found, one by one. */
  onFinding?: ((finding: Finding) => void) | undefined
  /** Told of every assessment, found or not. */
  onAssessment?: ((made: Finding) => void) | undefined
}

/**
 * Filter for every record: one that is annulled now may have counted in the ledger of then, and the rules
 * themselves leave it out.
 */
const EVERY = { annulled: 'any' } as const

/** Basis that has to be known of all records before one is assessed. */
export interface Basis {
  peers: Gathering
  /** Values that a rule took from the records of a group, by rule and group. */
  groups: ReadonlyMap<string, ReadonlyMap<string, unknown[]>>
  /** The date of the last delivery of each register. */
  delivered: ReadonlyMap<string, string>
  departments: ReadonlyMap<string, State>
  view: LedgerView
}

/** Rules about groups see what they took from records, and of other records the group's own department alone. */
export function aroundGroup(
  { id: group }: Group,
  department: (id: string) => State | undefined,
): Pick<Context, 'record' | 'pointing'> {
  const own = departmentOfGroup(group)
  return { record: (id) => (id === own ? (department(id) ?? null) : null), pointing: () => [] }
}

export type InspectionService = ReturnType<typeof createInspection>

/** Inspection of one ledger, of all records or of one, as it is or as it stood. */
export function createInspection(ledger: Ledger) {
  const { database } = ledger

  /** All records, page by page: those of which the rules ask something with all that they look at, of the others the state alone. */
  async function* pages(
    view: LedgerView,
    rules: readonly Rule[],
  ): AsyncGenerator<{ subjects: LoadedSubject[]; others: State[]; done: number; of: number }> {
    const kinds = new Set<string>(rules.flatMap((rule) => [...rule.kinds]))
    const of = await countRecords(database, EVERY)
    let done = 0
    for (let after = -1; ; ) {
      const page = await records.listRecords(database, EVERY, after, PAGE)
      const last = page.at(-1)
      if (last === undefined) return
      after = last.n
      done += page.length
      const [asked, passed] = [
        page.filter(({ kind }) => kinds.has(kind)),
        page.filter(({ kind }) => !kinds.has(kind)),
      ]
      const others = (await view.asTheyStood(passed)).map(({ state }) => state)
      yield { subjects: await loadSubjects(view, asked), others, done, of }
    }
  }

  function contextOf(options: InspectionOptions, basis: Basis): Omit<Context, 'record' | 'pointing'> {
    const today = options.asOf ?? todayOf(ledger.now(), ledger.calendar.days.zone)
    return {
      today,
      present: today,
      calendar: options.calendar ?? ledger.calendar.days,
      procedures: ledger.procedures,
      settings: options.settings ?? {},
      audit: options.audit ?? null,
      peers: basis.peers,
      deliveredUntil: (register) => basis.delivered.get(register) ?? null,
    }
  }

  /** Goes through all records once: the figures of the peer groups, the groups, the last delivery of each register. */
  async function basisOf(options: InspectionOptions = {}): Promise<Basis> {
    const chosen = options.rules ?? all
    const [single, grouped] = [chosen.filter(isRecordRule), chosen.filter(isGroupRule)]
    const groups = new Map<string, Map<string, unknown[]>>(grouped.map(({ id }) => [id, new Map()]))
    const delivered = new Map<string, string>()
    const departments = new Map<string, State>()
    const view = options.until === undefined ? viewNow(database) : await viewAt(database, options.until)
    const basis: Basis = { peers: gatherPeers(), groups, delivered, departments, view }
    const fixed = contextOf(options, basis)
    for await (const { subjects, others, done, of } of pages(view, chosen)) {
      for (const state of [...others, ...subjects.map(({ subject }) => subject.state)]) {
        noteDelivery(delivered, state)
        if (state.kind === 'department') departments.set(state.id, state)
      }
      for (const { subject, around } of subjects) {
        const context: Context = { ...fixed, ...around }
        for (const rule of single) basis.peers.add(rule.id, await measure(rule, subject, context))
        for (const rule of grouped) {
          for (const { group, observation } of await observe(rule, subject, context))
            put(groups.get(rule.id), group, observation)
        }
      }
      options.onProgress?.(done, of * 2)
    }
    for (const rule of grouped) {
      for (const group of groupsOf(basis, rule)) {
        const around = aroundGroup(group, (id) => departments.get(id))
        basis.peers.add(rule.id, await measureGroup(rule, group, { ...fixed, ...around }))
      }
    }
    return basis
  }

  return {
    basisOf,

    /** Runs rules over all records. Findings go to `onFinding`, one by one; only counts are kept. */
    async inspect(options: InspectionOptions = {}): Promise<Inspection> {
      const chosen = options.rules ?? all
      const [single, grouped] = [chosen.filter(isRecordRule), chosen.filter(isGroupRule)]
      const basis = options.basis ?? (await basisOf(options))
      const fixed = contextOf(options, basis)
      const counting = new Counting(chosen, fixed.today, (made) => {
        options.onAssessment?.(made)
        if (made.result === 'found') options.onFinding?.(made)
      })
      let seen = 0
      for await (const { subjects, others, done, of } of pages(basis.view, chosen)) {
        for (const { subject, around, title, department } of subjects) {
          const context: Context = { ...fixed, ...around }
          const { id } = subject.state
          for (const rule of single)
            counting.take(rule, await assess(rule, subject, context), { subject: id, title, department })
        }
        seen += subjects.length + others.length
        options.onProgress?.(of + done, of * 2)
      }
      for (const rule of grouped) {
        for (const group of groupsOf(basis, rule)) {
          const around = aroundGroup(group, (id) => basis.departments.get(id))
          const assessment = await assessGroup(rule, group, { ...fixed, ...around })
          const department = departmentOfGroup(group.id)
          counting.take(rule, assessment, { subject: group.id, title: group.id, department })
        }
      }
      return { asOf: fixed.today, records: seen, rules: counting.coverage() }
    },

    /**
     * Assessments of one record by each rule about records; rules that do not apply to it are left out. Null
     * when there is no such record.
     */
    async record(id: string, basis: Basis, options: InspectionOptions = {}): Promise<Finding[] | null> {
      const stored = await records.readRecord(database, id)
      const [loaded] = stored === null ? [] : await loadSubjects(basis.view, [stored])
      if (loaded === undefined) return null
      const context: Context = { ...contextOf(options, basis), ...loaded.around }
      const { title, department } = loaded
      const found: Finding[] = []
      for (const rule of (options.rules ?? all).filter(isRecordRule)) {
        const assessment = await assess(rule, loaded.subject, context)
        if (assessment !== null)
          found.push(findingOf(rule, assessment, { subject: id, title, department }, context.today))
      }
      return found
    },
  }
}

function groupsOf({ groups }: Basis, { id: rule }: Rule): Group[] {
  return [...(groups.get(rule) ?? [])].map(([id, observations]) => ({ id, observations }))
}

function put(groups: Map<string, unknown[]> | undefined, group: string, observation: unknown): void {
  const list = groups?.get(group)
  if (list === undefined) groups?.set(group, [observation])
  else list.push(observation)
}

/** The last delivery of a register is the latest that any of its records tells of. */
function noteDelivery(delivered: Map<string, string>, state: State): void {
  const { register, asOf } = deliveryOf(state) ?? {}
  if (register === undefined || asOf === undefined) return
  if (asOf > (delivered.get(register) ?? '')) delivered.set(register, asOf)
}
