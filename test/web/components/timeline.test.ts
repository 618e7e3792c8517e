import { describe, expect, it } from 'vitest'
import { arrange, type LineOf } from '../../../web/components/timeline/lines.ts'
import { strandOf } from '../../../web/components/timeline/strands.ts'
import type { Json, Moment } from '../../../web/types.ts'
import { events } from '../../../worker/domain/kinds/labels.ts'
import { strands } from '../../../worker/domain/record/kind-words.ts'

function moment(index: number, kind: string, occurred: string, body: Json = {}, record = 'mil-a'): Moment {
  return {
    entry: {
      index,
      envelope: {
        v: 1,
        kind,
        record,
        seq: index + 1,
        department: 'dep-a',
        actor: { account: 'acc-1', role: 'recorder', department: 'dep-a' },
        occurred,
        recorded: `${occurred}T02:00:00.000Z`,
        visibility: 'public',
        body: '',
      },
      body,
    },
    changes: [],
  } as unknown as Moment
}

const line = (moments: Moment[], more: Partial<LineOf> = {}): LineOf => ({
  moments,
  ahead: [],
  today: null,
  meeting: true,
  strand: null,
  lang: 'zh',
  timeZone: 'Asia/Shanghai',
  ...more,
})

const reports = [
  moment(1, 'milestone.reported', '2026-01-10', { progress: 20 }),
  moment(2, 'milestone.rescheduled', '2026-02-10'),
  moment(3, 'milestone.reported', '2026-03-10', { progress: 50 }),
  moment(4, 'milestone.reported', '2026-04-10', { progress: 80 }),
  moment(5, 'milestone.reported', '2025-12-10', { progress: 10 }),
]

describe('a line', () => {
  it('has every event of every kind on one strand, and every strand has some', () => {
    expect(new Set(Object.keys(events).map(strandOf))).toEqual(new Set(strands))
    for (const event of Object.keys(events)) {
      if (event.startsWith('flag.')) expect(strandOf(event)).toBe('flags')
      if (
        /corrected$|\.amended|annulled|source_changed|rescheduled/.test(event) &&
        !event.startsWith('flag.')
      )
        expect(strandOf(event), event).toBe('changes')
    }
    // What is on a list already is no doing of it.
    for (const event of ['department.listed', 'responsibility.listed'])
      expect(strandOf(event)).toBe('changes')
  })

  it('tells reports of one record once a year and loses none of them', () => {
    const { years, all } = arrange(line(reports))
    expect(years.map(({ year, count }) => [year, count])).toEqual([
      ['2026', 4],
      ['2025', 1],
    ])
    expect(years[0]?.items.map(({ is }) => is)).toEqual(['run', 'entry'])
    const shown = years.flatMap(({ items }) =>
      items.flatMap((item) => (item.is === 'run' ? item.moments : item.is === 'entry' ? [item.moment] : [])),
    )
    expect(shown.map(({ entry }) => entry.index).sort()).toEqual([1, 2, 3, 4, 5])
    expect(all).toBe(5)
  })

  it('never folds away a change, a flag or what is withheld', () => {
    for (const [kind, body] of [
      ['milestone.rescheduled', {}],
      ['flag.raised', {}],
      ['milestone.reported', null],
    ] as const) {
      const many = [1, 2, 3, 4].map((i) => moment(i, kind, `2026-0${i}-01`, body))
      expect(arrange(line(many)).years[0]?.items.map(({ is }) => is)).toEqual(Array(4).fill('entry'))
    }
  })

  it('tells all acts on a flag or a question as one affair on the line of another record, and loses none', () => {
    const acts = [
      moment(1, 'flag.raised', '2026-01-10', {}, 'fla-a'),
      moment(2, 'question.received', '2026-01-12', {}, 'que-a'),
      moment(3, 'flag.responded', '2026-02-10', {}, 'fla-a'),
      moment(4, 'question.said', '2026-02-12', null, 'que-a'),
      moment(5, 'flag.raised', '2026-02-13', {}, 'fla-b'),
    ]
    const on = (of: string | undefined) => arrange(line(acts, { of })).years[0]?.items ?? []
    expect(on('dec-a').map((item) => [item.is, 'moments' in item ? item.moments.length : 1])).toEqual([
      ['entry', 1],
      ['affair', 2],
      ['affair', 2],
    ])
    // On its own page each of its acts has to be read.
    expect(on(undefined).map(({ is }) => is)).toEqual(Array(5).fill('entry'))
    expect(on('fla-a').filter(({ is }) => is === 'affair')).toHaveLength(1)
  })

  it('shows one strand and still counts the others', () => {
    const { years, strands, all } = arrange(line(reports, { strand: 'changes' }))
    expect(years.flatMap(({ items }) => items)).toHaveLength(1)
    expect(strands).toEqual([
      { strand: 'execution', count: 4 },
      { strand: 'changes', count: 1 },
    ])
    expect(all).toBe(5)
  })
})
