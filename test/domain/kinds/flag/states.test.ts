import { describe, expect, it } from 'vitest'
import type { FlagState } from '../../../../worker/domain/kinds/flag/flag.ts'
import { flagRulesOf } from '../../../../worker/domain/kinds/flag/flag.ts'
import { isOpenFlag, isPossible } from '../../../../worker/domain/kinds/flag/states.ts'
import { type FlagStatus, flagStatuses } from '../../../../worker/domain/kinds/flag/vocabulary.ts'

const around = {
  occurred: '2026-03-05',
  today: '2026-03-05',
  record: () => undefined,
  department: () => undefined,
}
const body = { commitments: [], commitment: null }

describe('what may be done with a flag', () => {
  it('is offered where, and only where, it is recorded', () => {
    for (const status of Object.keys(flagStatuses) as FlagStatus[]) {
      const state = { id: 'fla-0000000000', kind: 'flag', status, answers: [] } as unknown as FlagState
      for (const [event, act] of Object.entries(flagRulesOf.acts)) {
        if (event === 'corrected') continue
        let refused: unknown = null
        try {
          act.settle(state, body, around as unknown as Parameters<typeof act.settle>[2])
        } catch (error) {
          refused = error
        }
        const at = `${event} when ${status}`
        expect(`${at}: ${refused === null}`).toBe(`${at}: ${isPossible(event, status)}`)
        if (refused !== null) expect(refused).toMatchObject({ code: 'wrong_state' })
      }
    }
  })

  it('always leaves a way on: an open flag can be ended, an ended one taken up again', () => {
    for (const status of Object.keys(flagStatuses) as FlagStatus[]) {
      expect(isPossible('cleared', status)).toBe(isOpenFlag({ status }))
      expect(isPossible('reopened', status)).toBe(!isOpenFlag({ status }))
    }
  })
})
