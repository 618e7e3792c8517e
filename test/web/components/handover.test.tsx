/** Both sides of a hand-over, what is handed over as links, and how far it has come, for every status. */
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { HandoverSides } from '../../../web/components/handover/HandoverSides.tsx'
import { type Frame, FrameProvider } from '../../../web/frame.ts'
import { wordsFor } from '../../../web/words/words.ts'
import type { HandoverState } from '../../../worker/domain/kinds/handover/handover.ts'
import { handoverStatuses } from '../../../worker/domain/kinds/handover/vocabulary.ts'

const names = new Map([
  ['dep-mc-housing', '住建局'],
  ['dep-mc-approval', '审批局'],
  ['res-2hfv1z8fr0', '资质核定'],
])
const frame = {
  lang: 'zh',
  words: wordsFor('zh'),
  timeZone: 'Asia/Shanghai',
  names,
  meant: new Map(),
} as unknown as Frame

const drawn = (status: string): string => {
  const state = {
    department: 'dep-mc-housing',
    to: 'dep-mc-approval',
    fromPost: '甲科科长',
    toPost: null,
    inventory: [{ record: 'res-2hfv1z8fr0', status: '有效', note: null }],
    status,
  } as unknown as HandoverState
  return renderToString(
    <FrameProvider value={frame}>
      <HandoverSides state={state} />
    </FrameProvider>,
  )
}

describe('a hand-over', () => {
  it.each(Object.keys(handoverStatuses))('%s says who gives, who takes, what, and what follows', (status) => {
    const html = drawn(status)
    const { gives, takes, says } = frame.words.handover
    expect(html).toContain(Object.entries(says).find(([one]) => one === status)?.[1] ?? 'no such words')
    const [giver, taker] = [html.indexOf(`<dt>${gives}`), html.indexOf(`<dt>${takes}`)]
    expect(html.slice(giver, taker)).toContain('href="/zh/departments/dep-mc-housing"')
    expect(html.slice(giver, taker)).toContain('甲科科长')
    expect(html.slice(taker)).toContain('href="/zh/departments/dep-mc-approval"')
    expect(html).toContain('href="/zh/responsibilities/res-2hfv1z8fr0"')
  })
})
