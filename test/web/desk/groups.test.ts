/** Sorting of comments into groups: whatever the keys do, no comment is lost and none stands twice. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  alikeTo,
  begun,
  byWording,
  dissolved,
  type Group,
  groupsIn,
  having,
  placed,
  takenOut,
  titleFrom,
  withGroups,
  wordingsAt,
} from '../../../web/desk/grouping/groups.ts'
import type { SaidComment } from '../../../worker/domain/kinds/consultation/adoption.ts'

const said = (id: string, text: string | null): SaidComment => ({
  id,
  status: text === null ? 'kept_back' : 'published',
  submitter: 'citizen',
  prompt: null,
  draftVersion: '1',
  listed: '2026-03-02T01:00:00.000Z',
  text,
  why: text === null ? { zh: '不公开', en: 'not published' } : null,
  group: null,
  name: null,
  organisation: null,
})

const TEXTS = [
  '停水至少提前三天通知。',
  '停水至少提前三天通知！',
  '水质应每月公示。',
  '施工不要在夜里。',
  null,
]
const texts = fc.array(fc.constantFrom(...TEXTS), { minLength: 1, maxLength: 25 })
interface Step {
  act: 'begin' | 'place' | 'out' | 'dissolve'
  from: number
  n: number
  group: number
}
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    act: fc.constantFrom<Step['act'][]>('begin', 'place', 'out', 'dissolve'),
    from: fc.nat(30),
    n: fc.nat(6),
    group: fc.nat(5),
  }),
  { maxLength: 25 },
)

/** What the keys do, one after the other. */
function run(comments: readonly SaidComment[], some: readonly Step[]): Group[] {
  let groups: Group[] = []
  for (const { act, from, n, group } of some) {
    const ids = comments.slice(from, from + n).map(({ id }) => id)
    const target = groups[group % Math.max(1, groups.length)]?.id ?? ''
    if (act === 'begin') groups = begun(groups, ids, '一组').groups
    else if (act === 'place' && target !== '') groups = placed(groups, ids, target)
    else if (act === 'out') groups = takenOut(groups, ids)
    else if (act === 'dissolve') groups = dissolved(groups, target)
  }
  return groups
}

describe('groups of a report', () => {
  it('lose no comment and hold none twice, whatever was done', () => {
    fc.assert(
      fc.property(texts, steps, (some, done) => {
        const comments = some.map((text, i) => said(`com-${i}`, text))
        const groups = run(comments, done)
        const places = [null, ...groups.map(({ id }) => id)]
        const campaigns = byWording(comments)
        const found = places.flatMap((at) =>
          wordingsAt(campaigns, groups, at).flatMap(({ all }) => all.map(({ id }) => id)),
        )
        expect(found.sort()).toEqual(comments.map(({ id }) => id).sort())
        expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length)
        // What is kept as a draft is what was sorted.
        expect(groupsIn(withGroups({}, groups)).map(({ id, comments: ids }) => ({ id, ids }))).toEqual(
          groups.map(({ id, comments: ids }) => ({ id, ids })),
        )
      }),
    )
  })

  it('keep what was written of them when comments move', () => {
    const { groups, id } = begun([], ['com-1'], '停水')
    const [written] = groupsIn(
      withGroups(
        {},
        groups.map((one) => ({ ...one, fields: { ...one.fields, reason: '已有规定' } })),
      ),
    )
    const moved = placed(written === undefined ? [] : [written], ['com-2', 'com-1', 'com-2'], id)
    expect(moved).toEqual([
      {
        id: 'g1',
        fields: expect.objectContaining({ title: '停水', reason: '已有规定' }),
        comments: ['com-2', 'com-1'],
      },
    ])
  })

  it('take no id of a group that is there', () => {
    const groups = [
      { id: 'g2', fields: {}, comments: [] },
      { id: 'g3', fields: {}, comments: [] },
    ]
    expect(begun(groups, [], '').id).toBe('g4')
    expect(begun([{ id: 'g2', fields: {}, comments: [] }], [], '').id).toBe('g3')
  })
})

describe('wordings', () => {
  const comments = [
    said('com-1', '水质应每月公示。'),
    said('com-2', '停水至少提前三天通知。'),
    said('com-3', '停水 至少提前三天通知'),
    said('com-4', '停水至少提前三天通知居民。'),
    said('com-5', null),
  ]
  const all = byWording(comments)

  it('stand with the most said first, and can be listed one by one', () => {
    const [first] = wordingsAt(all, [], null)
    expect(first?.all.map(({ id }) => id)).toEqual([
      'com-2',
      'com-3',
      ...(first?.all.length === 3 ? ['com-4'] : []),
    ])
    const apart = wordingsAt(all, [], null, new Set([first?.key ?? '']))
    expect(apart.map(({ key }) => key)).toEqual(expect.arrayContaining(['com-2', 'com-3']))
    expect(apart.every(({ all: one }) => one.length === 1 || !one.some(({ id }) => id === 'com-2'))).toBe(
      true,
    )
  })

  it('are found by words, whatever their width and punctuation', () => {
    const found = (words: string) => having(wordingsAt(all, [], null), words).map(({ key }) => key)
    expect(found('每月　公示')).toEqual(['com-1'])
    expect(found('  ')).toHaveLength(wordingsAt(all, [], null).length)
    expect(found('没有这样的话')).toEqual([])
  })

  it('that read alike are chosen together; one without a text is alike to none', () => {
    const wordings = wordingsAt(all, [], null)
    expect(alikeTo(wordings, 'com-2')).not.toContain('com-1')
    expect(alikeTo(wordings, 'com-2')).not.toContain('com-5')
    expect(alikeTo(wordings, 'com-5')).toEqual(['com-5'])
    expect(alikeTo(wordings, 'com-9')).toEqual([])
  })

  it('give a group its first title', () => {
    expect(titleFrom(wordingsAt(all, [], null))).toBe('停水至少提前三天通知')
    expect(titleFrom([])).toBe('')
  })
})
