/** However many changes a check makes, a page is drawn anew seldom, and of it what changed alone. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBoard } from '../../../web/verify/board.ts'
import { AT_ONCE, drawChanged, GATHERED } from '../../../web/verify/thread/drawing.ts'

/** A page of seals and a proof box, whose time the test lets pass. */
function page(count: number) {
  const board = createBoard(Array.from({ length: count }, (_, index) => index))
  const waiting: { work: () => void; milliseconds: number }[] = []
  const drawn: string[] = []
  const seals = board.indices().map((index) => ({
    told: () => board.seal(index).is,
    draw: () => void drawn.push(`${index} ${board.seal(index).is}`),
  }))
  const box = { told: () => board.summary(), draw: () => void drawn.push('box') }
  drawChanged(board, [...seals, box], (work, milliseconds) => void waiting.push({ work, milliseconds }))
  /** Lets what waits be done, and gives for how long it waited; null where nothing did. */
  const pass = (): number | null => {
    const next = waiting.shift()
    next?.work()
    return next?.milliseconds ?? null
  }
  return { board, drawn, waiting, pass }
}

describe('drawing what was checked', () => {
  it('draws once what was told within the time for which changes are gathered', () => {
    const { board, drawn, waiting, pass } = page(8)
    board.know({ is: 'checking', signing: true })
    board.set(board.indices().map((index) => [index, { is: 'checking' }]))
    for (const index of board.indices()) board.set([[index, { is: 'good' }]])
    board.know({ signing: false })
    expect([drawn, waiting.length]).toEqual([[], 1])
    expect(pass()).toBe(GATHERED)
    expect(drawn).toEqual([...board.indices().map((index) => `${index} good`), 'box'])
    expect(pass()).toBeNull()
  })

  it('draws a long page in parts, each as soon as the one before was painted', () => {
    const { board, drawn, pass } = page(2 * AT_ONCE)
    board.set(board.indices().map((index) => [index, { is: 'good' }]))
    expect([pass(), drawn.length]).toEqual([GATHERED, AT_ONCE])
    expect([pass(), drawn.length]).toEqual([0, 2 * AT_ONCE])
    expect([pass(), pass(), drawn.length]).toEqual([0, null, 2 * AT_ONCE + 1])
  })

  it('shows in the end what the board says, whatever was told and whenever it was drawn', () => {
    const told = fc.record({
      index: fc.nat(9),
      is: fc.constantFrom('checking', 'good'),
      isDrawn: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(told, { maxLength: 60 }), (changes) => {
        const { board, drawn, pass } = page(10)
        for (const { index, is, isDrawn } of changes) {
          board.set([[index, { is }]])
          if (isDrawn) pass()
        }
        while (pass() !== null);
        for (const index of board.indices()) {
          const last = drawn.findLast((one) => one.startsWith(`${index} `)) ?? `${index} unchecked`
          expect(last).toBe(`${index} ${board.seal(index).is}`)
        }
        expect(drawn.includes('box')).toBe(changes.length > 0)
      }),
    )
  })
})
