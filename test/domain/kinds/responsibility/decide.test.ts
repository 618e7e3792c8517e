import { describe, expect, it } from 'vitest'
import { NO_DEPARTMENT_FIELDS } from '../../../../worker/domain/kinds/department/fields.ts'
import type { DepartmentState } from '../../../../worker/domain/kinds/department/state.ts'
import { NO_FIELDS } from '../../../../worker/domain/kinds/responsibility/fields.ts'
import type { ResponsibilityState } from '../../../../worker/domain/kinds/responsibility/state.ts'
import { Problem } from '../../../../worker/domain/record/problem.ts'
import * as dep from '../../../support/kinds/departments.ts'
import * as res from '../../../support/kinds/items.ts'

const life = { seq: 1, listed: '2026-01-01', changed: '2026-01-01' }
function department(code: string, more: Partial<DepartmentState> = {}): DepartmentState {
  const own = {
    kind: 'department',
    id: `dep-${code}`,
    status: 'in_force',
    mergedInto: null,
    formerNames: [],
  } as const
  return {
    ...NO_DEPARTMENT_FIELDS,
    ...life,
    ...own,
    code,
    name: `${code}局`,
    formerNames: [],
    ...more,
  }
}
function item(tail: string, more: Partial<ResponsibilityState> = {}): ResponsibilityState {
  const own = {
    kind: 'responsibility',
    id: `res-${tail.padStart(10, '0')}`,
    department: 'dep-a',
    status: 'in_force',
  } as const
  return {
    ...NO_FIELDS,
    ...life,
    ...own,
    name: tail,
    type: 'licence',
    into: [],
    transferred: [],
    corrections: 0,
    ...more,
  }
}

const departments = [department('a'), department('b'), department('gone', { status: 'abolished' })]
const items = [
  item('1'),
  item('2'),
  item('3', { department: 'dep-b' }),
  item('4', { status: 'abolished' }),
  item('5', { parent: 'res-0000000006' }),
  item('6', { parent: 'res-0000000005' }),
  item('7', { parent: 'res-0000000005' }),
]
const withheld = item('', { status: 'withheld', type: 'other' })
const around = {
  occurred: '2026-03-01',
  today: '2026-03-02',
  record: (id: string) => [...departments, ...items].find((one) => one.id === id),
  newId: () => 'res-0000000009',
  count: () => 0,
}
const why = { trigger: 'reform', reason: null }
const fields = { ...NO_FIELDS, name: '取水许可' }

function refused(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    expect(error.words.zh).toMatch(/\p{Script=Han}/u)
    expect(error.words.en.length).toBeGreaterThan(10)
    return `${error.code}${error.field === undefined ? '' : ` ${error.field}`}`
  }
  return 'nothing was refused'
}

function wordsOf(work: () => unknown): Problem['words'] {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.words
  }
  throw new Error('nothing was refused')
}

describe('responsibility', () => {
  it('lists, amends, transfers, merges, splits, suspends, resumes, abolishes, corrects', () => {
    const one = item('1')
    const kinds = [
      res.decideListed(fields, 'res-0000000009', 'dep-a', around),
      res.decideAmended(one, { scope: '全市', name: '1' }, why, around),
      res.decideTransferred(one, 'dep-b', why, around),
      res.decideMerged(one, 'res-0000000002', why, around),
      res.decideSplit(
        one,
        [
          { id: 'res-0000000007', fields },
          { id: 'res-0000000008', fields },
        ],
        why,
        around,
      ),
      res.decideSuspended(one, why, around),
      res.decideResumed(item('1', { status: 'suspended' }), why, around),
      res.decideAbolished(one, why, around),
      res.decideCorrected(item('4', { status: 'abolished' }), { name: '四' }, 'typo', '笔误', around),
    ].map((drafts) => drafts.map(({ kind, seq }) => `${kind.split('.')[1]} ${seq}`))
    expect(kinds).toEqual([
      ['listed 1'],
      ['amended 2'],
      ['transferred 2'],
      ['merged 2'],
      ['listed 1', 'listed 1', 'split 2'],
      ['suspended 2'],
      ['resumed 2'],
      ['abolished 2'],
      ['corrected 2'],
    ])
  })

  it('records exactly the fields that differ', () => {
    const [draft] = res.decideAmended(
      item('1'),
      { scope: '全市', name: '1', undertakingUnits: [] },
      why,
      around,
    )
    expect(draft?.body).toEqual({ set: { scope: '全市' }, trigger: 'reform' })
  })

  it.each([
    ['unchanged', () => res.decideAmended(item('1'), { name: '1' }, why, around)],
    ['wrong_state', () => res.decideAmended(item('4', { status: 'abolished' }), { name: 'x' }, why, around)],
    ['wrong_state', () => res.decideSuspended(item('4', { status: 'merged' }), why, around)],
    ['unchanged', () => res.decideSuspended(item('1', { status: 'suspended' }), why, around)],
    ['wrong_state', () => res.decideResumed(item('1'), why, around)],
    ['not_found to', () => res.decideTransferred(item('1'), 'dep-nobody', why, around)],
    ['wrong_state to', () => res.decideTransferred(item('1'), 'dep-gone', why, around)],
    ['unchanged to', () => res.decideTransferred(item('1'), 'dep-a', why, around)],
    ['not_found into', () => res.decideMerged(item('1'), 'res-9999999999', why, around)],
    ['invalid into', () => res.decideMerged(item('1'), 'res-0000000001', why, around)],
    ['invalid into', () => res.decideMerged(item('1'), 'res-0000000003', why, around)],
    ['wrong_state into', () => res.decideMerged(item('1'), 'res-0000000004', why, around)],
    ['invalid into', () => res.decideSplit(item('1'), [{ id: 'res-0000000007', fields }], why, around)],
    [
      'not_found into/1/lead',
      () =>
        res.decideSplit(
          item('1'),
          [
            { id: 'res-0000000007', fields },
            { id: 'res-0000000008', fields: { ...fields, lead: 'dep-nobody' } },
          ],
          why,
          around,
        ),
    ],
    ['invalid set/parent', () => res.decideAmended(item('1'), { parent: 'res-0000000001' }, why, around)],
    ['invalid set/parent', () => res.decideAmended(item('5'), { parent: 'res-0000000007' }, why, around)],
    ['not_found set/lead', () => res.decideAmended(item('1'), { lead: 'dep-nobody' }, why, around)],
    [
      'invalid set/supporting/0',
      () => res.decideAmended(item('1', { supporting: ['dep-b'] }), { lead: 'dep-b' }, why, around),
    ],
    [
      'wrong_state set/supporting/1',
      () => res.decideAmended(item('1'), { supporting: ['dep-b', 'dep-gone'] }, why, around),
    ],
    [
      'invalid set/inForceTo',
      () => res.decideAmended(item('1', { inForceFrom: '2024' }), { inForceTo: '2023' }, why, around),
    ],
    ['invalid to', () => res.decideTransferred(item('1', { supporting: ['dep-b'] }), 'dep-b', why, around)],
    [
      'invalid to',
      () => res.decideTransferred(item('1', { parent: 'res-0000000002' }), 'dep-b', why, around),
    ],
    ['wrong_state', () => res.decideAmended(withheld, { name: '取水许可' }, why, around)],
    ['wrong_state', () => res.decideMerged(withheld, 'res-0000000001', why, around)],
    ['invalid set/name', () => res.decideCorrected(withheld, { scope: '全市' }, 'legal', '重新公开', around)],
    [
      'invalid set/type',
      () => res.decideCorrected(withheld, { name: '取水许可' }, 'legal', '重新公开', around),
    ],
    ['not_found department', () => res.decideListed(fields, 'res-0000000009', 'dep-nobody', around)],
    [
      'invalid supporting/0',
      () => res.decideListed({ ...fields, supporting: ['dep-a'] }, 'res-0000000009', 'dep-a', around),
    ],
    [
      'invalid supporting/1',
      () =>
        res.decideListed({ ...fields, supporting: ['dep-b', 'dep-b'] }, 'res-0000000009', 'dep-a', around),
    ],
    [
      'not_found lead',
      () => res.decideListed({ ...fields, lead: 'dep-nobody' }, 'res-0000000009', 'dep-a', around),
    ],
    [
      'not_found parent',
      () => res.decideListed({ ...fields, parent: 'res-9999999999' }, 'res-0000000009', 'dep-a', around),
    ],
    [
      'invalid parent',
      () => res.decideListed({ ...fields, parent: 'res-0000000003' }, 'res-0000000009', 'dep-a', around),
    ],
    [
      'invalid parent',
      () => res.decideListed({ ...fields, parent: 'res-0000000005' }, 'res-0000000009', 'dep-a', around),
    ],
    [
      'invalid inForceTo',
      () =>
        res.decideListed(
          { ...fields, inForceFrom: '2024', inForceTo: '2023-12' },
          'res-0000000009',
          'dep-a',
          around,
        ),
    ],
    [
      'invalid occurred',
      () =>
        res.decideAbolished(item('1'), why, {
          ...around,
          occurred: '2026-03-03',
        }),
    ],
    ['invalid occurred', () => res.decideAbolished(item('1'), why, { ...around, occurred: 'soon' })],
    [
      'invalid ground',
      () =>
        res.decideAbolished(item('1'), why, {
          ...around,
          visibility: 'sealed',
        }),
    ],
    ['invalid ground', () => res.decideAbolished(item('1'), why, { ...around, ground: 'privacy' })],
    [
      'invalid review',
      () =>
        res.decideAbolished(item('1'), why, {
          ...around,
          visibility: 'sealed',
          ground: 'privacy',
          review: '2026-03-02',
        }),
    ],
  ])('is refused as %s', (problem, work) => {
    expect(refused(work)).toBe(problem)
  })

  it('of an item that stands, only what changes is checked', () => {
    const old = item('1', {
      lead: 'dep-gone',
      supporting: ['dep-gone', 'dep-forgotten'],
      parent: 'res-0000000003',
      inForceFrom: '2024',
      inForceTo: '2023',
    })
    for (const decide of [
      () => res.decideAmended(old, { scope: '全市' }, why, around),
      () => res.decideCorrected(old, { scope: '全市' }, 'typo', '笔误', around),
      () =>
        res.decideAmended({ ...old, lead: null }, { supporting: ['dep-forgotten', 'dep-b'] }, why, around),
    ]) {
      expect(refused(decide)).toBe('nothing was refused')
    }
  })

  it('an item follows its parent to another department', () => {
    const child = item('1', { parent: 'res-0000000003', department: 'dep-a' })
    expect(res.decideTransferred(child, 'dep-b', why, around)[0]?.kind).toBe('responsibility.transferred')
  })

  it('what happened long ago may be recorded, also before what was recorded last', () => {
    const [draft] = res.decideAbolished(item('1', { changed: '2026-02-01' }), why, {
      ...around,
      occurred: '2019-05',
    })
    expect(draft).toMatchObject({ occurred: '2019-05', seq: 2 })
  })

  it('what is withheld can be handed over, end, and be shown again by a correction', () => {
    expect(res.decideTransferred(withheld, 'dep-b', why, around)).toHaveLength(1)
    expect(res.decideAbolished(withheld, why, around)).toHaveLength(1)
    const shown = { name: '取水许可', type: 'licence' } as const
    expect(res.decideCorrected(withheld, shown, 'legal', '重新公开', around)[0]?.body).toMatchObject({
      set: shown,
    })
  })

  it('names the record by its id where its name is withheld', () => {
    const words = wordsOf(() => res.decideSuspended(withheld, why, around))
    expect(words.zh).toContain(`“${withheld.id}”不予公开`)
    expect(words.en).toContain(`"${withheld.id}" is withheld`)
  })

  it('a sealed entry says on what ground and until when', () => {
    const sealed = { ...around, visibility: 'sealed', ground: 'trade_secret', review: '2027-03-01' } as const
    expect(res.decideAbolished(item('1'), why, sealed)[0]).toMatchObject({
      visibility: 'sealed',
      ground: 'trade_secret',
      review: '2027-03-01',
    })
  })

  it('the year of today may be claimed as a year', () => {
    expect(res.decideAbolished(item('1'), why, { ...around, occurred: '2026' })[0]?.occurred).toBe('2026')
  })
})

describe('department', () => {
  const plain = { ...NO_DEPARTMENT_FIELDS, code: 'c', name: '丙局' }

  it('is listed, renamed, amended, merged, abolished, corrected', () => {
    const a = department('a')
    expect(
      [
        dep.decideDepartmentListed(plain, around),
        dep.decideRenamed(a, { name: '新局', nameEn: null, reason: null }, around),
        dep.decideDepartmentAmended(a, { level: 'county' }, null, around),
        dep.decideDepartmentMerged(a, 'dep-b', null, around),
        dep.decideDepartmentAbolished(a, null, around),
        dep.decideDepartmentCorrected(
          department('gone', { status: 'abolished' }),
          { name: '旧局' },
          'typo',
          '笔误',
          around,
        ),
      ].map(([draft]) => `${draft?.kind} ${draft?.record} ${draft?.seq}`),
    ).toEqual([
      'department.listed dep-c 1',
      'department.renamed dep-a 2',
      'department.amended dep-a 2',
      'department.merged dep-a 2',
      'department.abolished dep-a 2',
      'department.corrected dep-gone 2',
    ])
  })

  it.each([
    ['conflict code', () => dep.decideDepartmentListed({ ...plain, code: 'a' }, around)],
    ['not_found parent', () => dep.decideDepartmentListed({ ...plain, parent: 'dep-nobody' }, around)],
    [
      'invalid set/parent',
      () => dep.decideDepartmentAmended(department('a'), { parent: 'dep-a' }, null, around),
    ],
    [
      'unchanged name',
      () => dep.decideRenamed(department('a'), { name: 'a局', nameEn: null, reason: null }, around),
    ],
    ['invalid set/name', () => dep.decideDepartmentAmended(department('a'), { name: '新局' }, null, around)],
    [
      'wrong_state',
      () =>
        dep.decideDepartmentAbolished(department('a'), null, {
          ...around,
          count: () => 3,
        }),
    ],
    [
      'wrong_state',
      () =>
        dep.decideDepartmentMerged(department('a'), 'dep-b', null, {
          ...around,
          count: () => 1,
        }),
    ],
    ['wrong_state into', () => dep.decideDepartmentMerged(department('a'), 'dep-gone', null, around)],
    ['invalid into', () => dep.decideDepartmentMerged(department('a'), 'dep-a', null, around)],
    ['not_found into', () => dep.decideDepartmentMerged(department('a'), 'dep-nobody', null, around)],
  ])('is refused as %s', (problem, work) => {
    expect(refused(work)).toBe(problem)
  })

  it('says how many responsibilities it still holds, and what to do', () => {
    const words = wordsOf(() =>
      dep.decideDepartmentAbolished(department('a'), null, { ...around, count: () => 3 }),
    )
    expect(words.zh).toBe('a局 还承担 3 项权责：请先划转或取消。')
    expect(words.en).toBe('a局 still holds 3 responsibilities: transfer or abolish them first.')
  })

  it('of a department that stands, only what changes is checked', () => {
    const old = department('a', { inForceFrom: '2024', inForceTo: '2023', parent: 'dep-forgotten' })
    expect(dep.decideDepartmentAmended(old, { level: 'county' }, null, around)).toHaveLength(1)
    expect(refused(() => dep.decideDepartmentAmended(old, { inForceTo: '2022' }, null, around))).toBe(
      'invalid set/inForceTo',
    )
  })

  it('what is withheld is shown again by a correction that gives a name', () => {
    const withheld = department('a', { name: '', status: 'withheld' })
    expect(refused(() => dep.decideDepartmentAmended(withheld, { level: 'county' }, null, around))).toBe(
      'wrong_state',
    )
    expect(
      refused(() =>
        dep.decideDepartmentCorrected(withheld, { level: 'county' }, 'legal', '重新公开', around),
      ),
    ).toBe('invalid set/name')
    expect(
      dep.decideDepartmentCorrected(withheld, { name: '甲局' }, 'legal', '重新公开', around),
    ).toHaveLength(1)
  })
})
