/** Powers that a mapping declares: records of their organs, named by decisions, and refused where they are not there. */
import { describe, expect, it } from 'vitest'
import type { State } from '../../../worker/domain/kinds/kinds.ts'
import { Problem } from '../../../worker/domain/record/problem.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { type CurrentRecord, planRegister } from '../../../worker/intake/register/plan.ts'
import { powerId } from '../../../worker/intake/register/powers/powers.ts'
import { tallyOfReading } from '../../../worker/intake/register/tally.ts'
import { delivered, text, works } from '../../support/intake/trial.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

/** The day of the clock of a fresh ledger. */
const LEDGER_DAY = '2026-03-02'
const ROADS = {
  id: 'roads',
  organ: 'Town Council',
  name: 'Build and keep roads',
  basis: [{ title: 'Town Charter', article: '§ 12', level: 'local_regulation' }],
  inForceFrom: '1990-01-01',
}
const BY_CODE = { from: 'Kind', as: 'power', codes: { Road: 'roads' }, otherwise: null }

/** A mapping of works with powers, and what stands at `responsibility`. */
function mapping(responsibility: object, powers: object[] = [ROADS]): object {
  return { ...works({ responsibility, noResponsibility: { const: 'none' } }), powers }
}

const FILE = text(
  'works.csv',
  'Ref,Work,Office,Kind\nW-1,Bridge,Roads Office,Road\nW-2,Library,Buildings Office,House\n',
)

function refusal(given: object): Problem {
  try {
    parseRegister(given)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('declared powers', () => {
  it('are responsibilities of their organ, which decisions name, and stand in no count of rows', () => {
    const delivery = delivered(mapping(BY_CODE), [FILE])
    expect(delivery.rejected).toEqual([])
    const [power, bridge, library] = delivery.records
    expect(power).toMatchObject({
      kind: 'responsibility',
      id: powerId('works', 'roads'),
      fields: { name: ROADS.name, type: 'other', inForceFrom: '1990-01-01', source: { mapping: 'works' } },
    })
    expect(power?.fields.legalBases).toMatchObject([{ title: 'Town Charter', text: 'Town Charter § 12' }])
    expect(delivery.departments.get(power?.department ?? '')).toBe('Town Council')
    expect([bridge, library].map((one) => one?.fields.responsibility)).toEqual([power?.id, undefined])
    expect(tallyOfReading(delivery)).toMatchObject({ read: 2, recorded: 2, passed: [] })
  })

  it('are looked up by the text of a column as well, and one that is not declared rejects its row', () => {
    const { rejected } = delivered(mapping({ from: 'Kind', as: 'power' }), [FILE])
    expect(rejected.map(({ value, expected }) => [value, expected.en])).toEqual([
      ['Road', 'expected a power that the mapping declares: roads'],
      ['House', 'expected a power that the mapping declares: roads'],
    ])
  })

  it('are amended by the next delivery where the mapping says otherwise, and else unchanged', async () => {
    const { services } = await freshLedger()
    const call = { actor: OPERATOR, approver: SECOND }
    const current = async (): Promise<Map<string, CurrentRecord>> => {
      const { items } = await services.reading.records({ register: 'works', limit: 50 })
      return new Map(items.map((one) => [one.id, one]))
    }
    const deliver = async (power: object) => {
      const delivery = delivered(mapping(BY_CODE, [power]), [FILE], LEDGER_DAY)
      for (const [id, name] of delivery.departments)
        if ((await services.reading.record(id)) === null)
          await services.acts.open(call, 'department', null, { code: id.slice(4), name })
      const plans = planRegister(delivery, await current(), { complete: true, today: LEDGER_DAY })
      const operations = plans.flatMap((plan) => plan.operations)
      if (operations.length > 0) await services.registers.deliver(call, operations)
      return plans.flatMap(({ operations }) =>
        operations.map((one) => ('event' in one ? one.event : 'opened')),
      )
    }
    expect(await deliver(ROADS)).toEqual(['opened', 'opened', 'opened'])
    expect(await deliver(ROADS)).toEqual([])
    expect(await deliver({ ...ROADS, inForceFrom: '1991-07-01', scope: 'Within the town' })).toEqual([
      'amended',
    ])
    const power: State | undefined = (await current()).get(powerId('works', 'roads'))?.state
    expect(power).toMatchObject({ inForceFrom: '1991-07-01', scope: 'Within the town', status: 'in_force' })
  })

  it.each([
    [
      'a power that is not declared',
      mapping({ const: 'road', as: 'power' }),
      '/records/0/fields/responsibility',
    ],
    [
      'one among the codes',
      mapping({ ...BY_CODE, codes: { Road: 'rods' } }),
      '/records/0/fields/responsibility',
    ],
    ['powers that are named and none declared', mapping(BY_CODE, []), '/records/0/fields/responsibility'],
    [
      'a power at another field',
      { ...works({ summary: BY_CODE }), powers: [ROADS] },
      '/records/0/fields/summary',
    ],
    ['two of one id', mapping(BY_CODE, [ROADS, ROADS]), '/powers/1/id'],
    ['one without a basis', mapping(BY_CODE, [{ ...ROADS, basis: [] }]), '/powers/0/basis'],
    ['a day that is none', mapping(BY_CODE, [{ ...ROADS, inForceFrom: 'ever' }]), '/powers/0/inForceFrom'],
    ['a type that is none', mapping(BY_CODE, [{ ...ROADS, type: 'licences' }]), '/powers/0/type'],
  ])('%s is refused at its place', (_, given, place) => {
    expect(refusal(given).field).toBe(place)
  })

  it('misspelt, the one that may have been meant is named', () => {
    expect(refusal(mapping({ const: 'road', as: 'power' })).words.en).toContain('did you mean "roads"?')
  })
})
