import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { events } from '../../../worker/domain/kinds/labels.ts'
import { gatherNews, isNews, newsTopics, topicsOf } from '../../../worker/domain/kinds/news.ts'

describe('topics of the news', () => {
  it('are found in events that there are, and in each of them something', () => {
    for (const topic of newsTopics)
      expect(Object.keys(events).filter((event) => topicsOf(event).includes(topic))).not.toEqual([])
  })

  it('hold nothing of the housekeeping of the ledger', () => {
    const housekeeping = Object.keys(events).filter((event) => !isNews(event))
    expect([...new Set(housekeeping.map((event) => event.split('.')[0]))].sort()).toEqual([
      'account',
      'digest',
      'rulebook',
    ])
    expect(housekeeping.flatMap(topicsOf)).toEqual([])
  })

  it('tell a correction of anything from a change at its source', () => {
    expect(topicsOf('decision.step_corrected')).toEqual(['changed', 'corrected'])
    expect(topicsOf('milestone.source_changed')).toEqual(['changed', 'source'])
    expect(topicsOf('flag.corrected')).toEqual(['flags'])
  })
})

const entries = fc
  .array(
    fc.record({
      event: fc.constantFrom('decision.decided', 'milestone.claimed'),
      account: fc.constantFrom('acc-a', 'acc-b'),
      day: fc.constantFrom('2026-11-28', '2026-11-29'),
      record: fc.constantFrom('dec-1', 'dec-2', 'dec-3'),
    }),
    { maxLength: 40 },
  )
  .map((list) => list.map((entry, i) => ({ ...entry, index: list.length - i })))

describe('lines of the news', () => {
  it('hold every entry once, each with its like, in the order of the newest', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const groups = gatherNews(list)
        expect(groups.flatMap((group) => group.entries).sort((a, b) => b.index - a.index)).toEqual(list)
        const newest = groups.map((group) => group.newest.index)
        expect(newest).toEqual([...newest].sort((a, b) => b - a))
        for (const group of groups) {
          const likes = group.entries.map(({ day, account, event }) => `${day} ${account} ${event}`)
          expect(new Set(likes).size).toBe(1)
          expect(group.records).toEqual([...new Set(group.entries.map(({ record }) => record))])
        }
        expect(
          new Set(groups.map(({ newest: { day, account, event } }) => `${day} ${account} ${event}`)).size,
        ).toBe(groups.length)
      }),
    )
  })
})
