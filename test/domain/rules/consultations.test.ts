/** Rules of participation over a decision whose draft was put before the public. */
import { describe, expect, it } from 'vitest'
import { shortConsultation } from '../../../worker/domain/rules/procedure/p04-short-consultation.ts'
import { noParticipation } from '../../../worker/domain/rules/procedure/p05-no-participation.ts'
import { noAdoptionReport } from '../../../worker/domain/rules/procedure/p07-no-adoption-report.ts'
import { RuleWorld } from '../../support/rules/rule-world.ts'

const review = { type: 'legality_review', concludedAt: '2026-04-20', outcome: 'passed' }

/** A decision that was taken, with a consultation of these fields; none for null. */
function taken(fields: object | null, step: object | null = null) {
  const world = new RuleWorld()
  const department = world.department('aa')
  const decision = world.decision(department)
  world.step(decision, review)
  if (step !== null) world.step(decision, step)
  const dates = { openAt: '2026-02-02', closeAt: '2026-03-10' }
  const consultation =
    fields === null
      ? ''
      : world.open('consultation', department, { title: '草案', decision, ...dates, ...fields })
  world.act(decision, 'decide', { outcome: 'adopted', decidedAt: '2026-05-08' })
  return { world, decision, consultation }
}

describe('a consultation on a decision', () => {
  it('is an open call of so many days', () => {
    const result = (fields: object | null) => {
      const { world, decision } = taken(fields)
      const found = world.assess(shortConsultation, decision)
      return found === null ? null : [found.result, found.severity]
    }
    expect(result(null)).toBeNull()
    expect(result({})).toEqual(['not_found', null])
    expect(result({ closeAt: '2026-02-20' })).toEqual(['found', 'high'])
    expect(result({ closeAt: '2026-02-20', shorteningReason: '防汛' })).toEqual(['found', 'info'])
  })

  it('is participation, unless it was cancelled', () => {
    const { world, decision, consultation } = taken({})
    expect(world.assess(noParticipation, decision)?.result).toBe('not_found')
    world.act(consultation, 'cancel', { reason: '重新起草' })
    expect(world.assess(noParticipation, decision)?.result).toBe('found')
  })

  it('answers for the opinions of the step with its report', () => {
    const call = {
      type: 'participation',
      modes: ['open_call'],
      openAt: '2026-02-02',
      closeAt: '2026-03-10',
      received: 2,
    }
    const { world, decision, consultation } = taken({}, call)
    world.step(decision, { type: 'promulgation', concludedAt: '2026-05-20', docNumber: '1 号' })
    expect(world.assess(noAdoptionReport, decision)?.result).toBe('found')
    const group = {
      id: 'g1',
      title: '座谈会意见',
      comments: [],
      others: 2,
      outcome: 'noted',
      reason: '留作参考',
    }
    world.act(consultation, 'report', { groups: [group] })
    expect(world.assess(noAdoptionReport, decision)?.result).toBe('not_found')
  })
})
