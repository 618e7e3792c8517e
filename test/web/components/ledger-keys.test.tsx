import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { LedgerKeys } from '../../../web/components/entry/LedgerKeys.tsx'
import { type Frame, FrameProvider } from '../../../web/frame.ts'
import { wordsFor } from '../../../web/words/words.ts'
import type { HeldKey, LedgerState } from '../../../worker/domain/kinds/ledger/ledger.ts'

const held = (vkey: string, change: Partial<HeldKey> = {}): HeldKey => ({
  ...{ vkey, announced: null, retired: null, reason: null, lostFrom: null },
  ...change,
})

function told(lang: 'zh' | 'en', keys: HeldKey[], more: Partial<LedgerState> = {}): string {
  const frame = { lang, words: wordsFor(lang), names: new Map() } as unknown as Frame
  const own: LedgerState = {
    ...{ kind: 'ledger', id: 'led-self', seq: 1, department: null, origin: 'a.example/log', keys },
    ...{ closed: null, checkers: [], continues: null, recorded: '2026-03-01T00:00:00.000Z', ...more },
  }
  return renderToString(
    <FrameProvider value={frame}>
      <LedgerKeys verifierKey="first" own={keys.length === 0 ? null : own} />
    </FrameProvider>,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

describe('the keys of a ledger on its page', () => {
  it('say which is in force, which were before, and why, in both languages', () => {
    const keys = [
      held('first', { retired: 40, reason: 'compromise', lostFrom: '2026-02-01' }),
      held('second', { announced: 30, retired: 60, reason: 'rotation' }),
      held('third', { announced: 50 }),
      held('fourth', { announced: 70 }),
    ]
    const en = told('en', keys)
    expect(en).toMatch(/Retired; its private half may be in other hands first/)
    expect(en).toContain('lost from 2026-02-01')
    expect(en).toMatch(/Retired second announced by entry 30 retired by entry 60/)
    expect(en).toMatch(/In force third announced by entry 50/)
    expect(en).toMatch(/Announced; signs beside the old one fourth/)
    expect(told('zh', keys)).toMatch(/在用 third 由账目 50 公布/)
  })

  it('say what a ledger without a history has, and which one it continues', () => {
    expect(told('en', [])).toMatch(/In force first The ledger began with it/)
    const continues = { index: 1, verifierKey: 'old', checkpoint: '', address: 'https://old.example' }
    expect(told('en', [held('first')], { continues })).toMatch(
      /began with the key old\. https:\/\/old\.example/,
    )
  })
})
