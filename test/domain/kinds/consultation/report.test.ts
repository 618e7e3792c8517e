/** The guard of the adoption report, over 1,000 comments with duplicates: nothing is left, or it is refused and says what. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { campaigns } from '../../../../worker/domain/kinds/comment/campaigns.ts'
import {
  type Adoption,
  type Reporting,
  reporting,
} from '../../../../worker/domain/kinds/consultation/fields.ts'
import { requireComplete } from '../../../../worker/domain/kinds/consultation/report.ts'
import { reportFigures } from '../../../../worker/domain/kinds/consultation/state.ts'
import { Problem } from '../../../../worker/domain/record/problem.ts'

const idOf = (at: number): string => `com-${String(at).padStart(10, '0')}`

function group(at: number, comments: string[], more: Partial<Adoption> = {}): Adoption {
  return {
    id: `g${at}`,
    title: `第${at}组`,
    summary: null,
    comments,
    others: null,
    outcome: 'not_adopted',
    reason: '与上位法不符',
    change: null,
    ...more,
  }
}

const comments = Array.from({ length: 1000 }, (_, at) => ({
  kind: 'comment' as const,
  id: idOf(at),
  seq: 3,
  status: at % 50 === 7 ? 'withheld' : at % 90 === 3 ? 'kept_back' : 'published',
}))
const due = comments.filter(({ status }) => status !== 'withheld').map(({ id }) => id)

/** The comments dealt out over so many groups. */
function whole(groups: number): Reporting {
  const dealt = Array.from({ length: groups }, (_, at) =>
    group(
      at,
      due.filter((_, i) => i % groups === at),
    ),
  )
  return { groups: dealt, nextStep: null, unsorted: null }
}

function refused(report: Reporting): Problem {
  try {
    requireComplete(report, comments)
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('it was not refused')
}

describe('an adoption report', () => {
  it('that places every comment is taken, whatever the number of groups', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (n) => {
        expect(() => requireComplete(whole(n), comments)).not.toThrow()
        expect(reportFigures(whole(n))).toEqual({ received: due.length, adopted: 0 })
      }),
      { numRuns: 20 },
    )
  })

  it('that leaves any out is refused, and says which', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...due), { minLength: 1, maxLength: 9 }), (left) => {
        const report = whole(7)
        for (const one of report.groups) one.comments = one.comments.filter((id) => !left.includes(id))
        const problem = refused(report)
        expect(problem).toMatchObject({ code: 'wrong_state', field: 'unsorted' })
        for (const id of left) expect(problem.words?.en).toContain(id)
        expect(problem.words?.zh).toContain(`${left.length} 条`)
      }),
      { numRuns: 40 },
    )
  })

  it('that places one twice, or one that was ended or is of another consultation, is refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...due), fc.integer({ min: 0, max: 6 }), (id, at) => {
        const twice = whole(7)
        twice.groups[at]?.comments.push(id)
        expect(refused(twice).code).toBe('invalid')
        const strange = whole(7)
        strange.groups[at]?.comments.push('com-zzzzzzzzzz')
        expect(refused(strange).words?.en).toContain('com-zzzzzzzzzz')
        const ended = whole(7)
        ended.groups[at]?.comments.push(idOf(7))
        expect(refused(ended).words?.en).toContain(idOf(7))
      }),
      { numRuns: 20 },
    )
  })

  it('waits for whatever no moderator has read', () => {
    const late = { kind: 'comment' as const, id: 'com-late000000', seq: 2, status: 'received' }
    expect(() => requireComplete(whole(3), [...comments, late])).toThrow()
    try {
      requireComplete(whole(3), [...comments, late])
    } catch (error) {
      expect(error).toMatchObject({ code: 'wrong_state', field: 'groups' })
    }
  })

  it('gives a reason unless it adopts, and the words before and after where it does', () => {
    const changed = (more: Partial<Adoption>): Reporting => {
      const report = whole(2)
      const [first, second] = report.groups
      return { ...report, groups: [{ ...(first ?? group(0, [])), ...more }, second ?? group(1, [])] }
    }
    expect(refused(changed({ reason: ' ' }))).toMatchObject({ field: 'groups/0/reason' })
    expect(refused(changed({ outcome: 'adopted_in_part', reason: null }))).toMatchObject({
      field: 'groups/0/reason',
    })
    expect(refused(changed({ outcome: 'adopted' }))).toMatchObject({ field: 'groups/0/change/before' })
    const change = { document: null, where: '第三条', before: '三十日', after: ' ' }
    expect(refused(changed({ outcome: 'adopted', change }))).toMatchObject({ field: 'groups/0/change/after' })
    const done = changed({ outcome: 'adopted', reason: null, change: { ...change, after: '六十日' } })
    expect(() => requireComplete(done, comments)).not.toThrow()
    expect(reportFigures(done).adopted).toBe(Math.ceil(due.length / 2))
    expect(refused(changed({ id: 'g1' })).field).toBe('groups/0/id'.replace('0', '1'))
    expect(refused({ ...whole(2), unsorted: 3 })).toMatchObject({ field: 'unsorted' })
  })

  it('is read whatever a later version may have written', () => {
    fc.assert(fc.property(fc.jsonValue(), (any) => void reporting.read(any as never)))
  })
})

describe('campaigns', () => {
  it('count a wording once with its number, and drop nobody', () => {
    const text = '请在新建小区配建电动自行车集中充电设施，并保留原有的消防通道，谢谢。'
    const other = '建议把征求意见的时间延长到六十日，让外出务工的居民也能参加讨论。'
    const said = Array.from({ length: 1000 }, (_, at) => {
      if (at % 10 < 6)
        return { id: idOf(at), text: at % 2 === 0 ? text : ` ${text.replace('，谢谢', '，谢谢！')}` }
      if (at % 10 < 8) return { id: idOf(at), text: `${other}${at % 3 === 0 ? '支持' : ''}` }
      return { id: idOf(at), text: at % 10 === 8 ? null : `第${at}条是${at * 7919}号居民${at * 31}的话` }
    })
    const found = campaigns(said)
    expect(found.reduce((sum, { all }) => sum + all.length, 0)).toBe(1000)
    expect(found.find(({ first }) => first.id === idOf(0))?.all).toHaveLength(600)
    expect(found.find(({ first }) => first.id === idOf(6))?.all).toHaveLength(200)
    expect(found.filter(({ first }) => first.text === null)).toHaveLength(100)
  })

  it('are the same in whatever order', () => {
    const words = fc.array(fc.constantFrom('甲乙丙丁戊己', '甲乙丙丁戊己庚', '子丑寅卯辰巳', '', 'x'))
    fc.assert(
      fc.property(words, (all) => {
        const sizes = (list: string[]) =>
          campaigns(list.map((text) => ({ text })))
            .map((one) => one.all.length)
            .sort()
        expect(sizes([...all].reverse())).toEqual(sizes(all))
      }),
    )
  })
})
