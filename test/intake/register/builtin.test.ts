/** What the built-in mappings make of small registers that are written like the published ones. */
import { describe, expect, it } from 'vitest'
import type { DecisionState } from '../../../worker/domain/kinds/decision/state.ts'
import type { State } from '../../../worker/domain/kinds/kinds.ts'
import type { MilestoneState } from '../../../worker/domain/kinds/milestone/state.ts'
import { builtinMapping } from '../../../worker/intake/profiles.ts'
import type { RegisterDelivery } from '../../../worker/intake/register/delivery/delivery.ts'
import type { RegisterMapping } from '../../../worker/intake/register/mapping.schema.ts'
import { namedIn } from '../../../worker/intake/register/named.ts'
import { type PlannedOperation, planRegister } from '../../../worker/intake/register/plan.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const TODAY = '2026-11-23'
type Table = readonly (readonly string[])[]

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
const turned = ([first = [], ...rest]: Table): Table =>
  first.map((cell, i) => [cell, ...rest.map((row) => row[i] ?? '')])

function file(path: string, table: Table, delimiter = ',') {
  const text = table.map((row) => row.map(quoted).join(delimiter)).join('\n')
  return { path, bytes: new TextEncoder().encode(text) }
}

function register(name: string): RegisterMapping {
  const mapping = builtinMapping(name)
  if (mapping.target !== 'register') throw new Error(`${name} is no register`)
  return mapping
}

const readAll = (name: string, files: ReturnType<typeof file>[]): RegisterDelivery[] =>
  readRegister(files, { mapping: register(name), asOf: null, today: TODAY, departmentOf: () => null })

const notesOf = (deliveries: readonly RegisterDelivery[]): string[] =>
  deliveries.flatMap(({ notes }) => notes.map(({ words }) => words.en))

/** Writes the deliveries one after the other; the records after the last, and what each delivery did. */
async function delivered(name: string, files: ReturnType<typeof file>[]) {
  const { services } = await freshLedger()
  const call = { actor: OPERATOR, approver: SECOND }
  const current = async (): Promise<State[]> =>
    (await services.reading.records({ register: name, limit: 500 })).items.map(({ state }) => state)
  const done: PlannedOperation[][] = []
  for (const delivery of readAll(name, files)) {
    expect(delivery.rejected).toEqual([])
    for (const [id, title] of delivery.departments)
      if ((await services.reading.record(id)) === null)
        await services.acts.open(call, 'department', null, { code: id.slice(4), name: title })
    const known = (await services.reading.records({ register: name, limit: 500 })).items
    const plans = planRegister(delivery, new Map(known.map((one) => [one.id, one])), {
      complete: true,
      today: TODAY,
    })
    done.push(plans.flatMap(({ operations }) => operations))
    await services.registers.deliver(call, done.at(-1) ?? [])
  }
  const states = await current()
  return {
    done,
    milestones: states.filter((state): state is MilestoneState => state.kind === 'milestone'),
    decisions: states.filter((state): state is DecisionState => state.kind === 'decision'),
  }
}

const eventsOf = (operations: readonly PlannedOperation[] = [], kind = 'mil-'): string[] =>
  operations.flatMap((one) => ('event' in one && one.id.startsWith(kind) ? [one.event] : []))

describe('the portfolio of major projects', () => {
  const START = 'Project - Start Date\n(Latest approved start date)'
  const END = 'Project - End Date\n(Latest approved end date)'
  const COST = 'Total budgeted whole life costs (£million)\n(including non-government costs)'
  const year = (of: number, ...projects: string[][]) =>
    file(
      `uk_${of}.csv`,
      turned([
        ['Project name', 'Department', START, END, `${of - 1}/${of} Budget (£million)`, COST],
        ...projects,
      ]),
    )
  const first = year(2014, ['Harbour Tunnel', 'DfX', '01/04/2012', '31/03/2016', '40.5', '£1,200.25'])

  it('keeps the start that was given first, and reads costs that are printed with an m', async () => {
    const next = ['Harbour Tunnel', 'DfX', '01/06/2012', '30/09/2017', '-£2.00m', '£1,310.50m']
    const { milestones, decisions, done } = await delivered('uk-gmpp', [first, year(2015, next)])
    expect(milestones).toMatchObject([
      { baselineStart: '2012-04-01', baselineDue: '2016-03-31', currentDue: '2017-09-30' },
    ])
    expect(decisions[0]?.amounts).toMatchObject([
      { kind: 'whole_life_cost', current: 1_310_500_000 },
      { kind: 'budget', baseline: -2_000_000 },
    ])
    expect(eventsOf(done[1]).toSorted()).toEqual(['rescheduled', 'source_changed'])
  })

  it('says which costs and dates it could not read, and takes none', () => {
    const withheld = ['Silent Ship', 'DfX', 'TBC', 'TBC', 'Exempt under some section', 'Exempt under it too']
    const deliveries = readAll('uk-gmpp', [first, year(2015, withheld)])
    const ship = deliveries[1]?.records.find(({ kind }) => kind === 'decision')
    expect(ship?.fields.amounts).toBeUndefined()
    const notes = notesOf(deliveries).join('\n')
    for (const told of [
      '"Exempt under some section"',
      '"Exempt under it too"',
      'baselineStart',
      'currentDue',
    ])
      expect(notes).toContain(told)
  })
})

describe('the public works of Buenos Aires', () => {
  const HEADER = ['nombre', 'area_responsable', 'etapa', 'fecha_inicio', 'fecha_fin_inicial']
  /** Columns of every edition of which nothing is said here. */
  const OTHERS = namedIn(register('ba-works'))
    .map(({ path }) => path)
    .filter((path) => !['nombre', 'area', 'fin', 'inicio', ...HEADER].includes(path))
  const edition = (name: string, ...works: string[][]) =>
    file(name, [[...HEADER, ...new Set(OTHERS)], ...works])

  it('takes a start as planned, and as begun where the stage says so', async () => {
    const { milestones, done } = await delivered('ba-works', [
      edition(
        'obras-2019-11.csv',
        ['Plaza Sur', 'Área Uno', 'En licitación', '01/02/2020', '01/06/2020'],
        ['Escuela 9', 'Área Uno', 'En ejecución', '01/02/2019', '01/06/2020'],
      ),
      edition(
        'obras-2022.csv',
        ['Plaza Sur', 'Área Uno', 'En obra', '15/03/2020', '01/06/2020'],
        ['Escuela 9', 'Área Uno', 'En obra', '01/02/2019', '01/06/2020'],
      ),
    ])
    const found = (title: string) => milestones.find((one) => one.title === title)
    expect(found('Escuela 9')).toMatchObject({ baselineStart: '2019-02-01', startedAt: '2019-02-01' })
    expect(found('Plaza Sur')).toMatchObject({ baselineStart: '2020-02-01', startedAt: '2020-03-15' })
    expect(eventsOf(done[1]).toSorted()).toEqual(['source_changed', 'started', 'updated', 'updated'])
  })

  it('takes no date from a bare year that a spreadsheet made a day of 1905', async () => {
    const { milestones } = await delivered('ba-works', [
      edition('obras-2022.csv', ['Museo Norte', 'Área Uno', 'Inicial', '14/07/1905', '15/07/1905']),
    ])
    expect(milestones).toMatchObject([{ baselineStart: null, startedAt: null, currentDue: null }])
  })

  it('opens a work again before its date moves, not after', async () => {
    const { milestones, done } = await delivered('ba-works', [
      edition('obras-2019-11.csv', ['Hospital Este', 'Área Dos', 'Finalizada', '01/02/2018', '01/06/2019']),
      edition('obras-2022.csv', ['Hospital Este', 'Área Dos', 'En obra', '01/02/2018', '01/12/2022']),
    ])
    expect(eventsOf(done[0])).toEqual(['claimed'])
    expect(eventsOf(done[1]).filter((event) => event !== 'updated')).toEqual(['reopened', 'rescheduled'])
    expect(milestones).toMatchObject([{ reopened: 1, baselineDue: '2019-06-01', currentDue: '2022-12-01' }])
  })
})
