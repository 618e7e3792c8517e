/** The thread in which a page is checked: digests, proofs and the replay never hold up whoever reads. */
import { whyUnable } from '../ability.ts'
import { runChecks } from '../run.ts'
import { createSource } from '../source.ts'
import type { Ask, Tell } from './messages.ts'
import { relayBoard, relayMemory } from './relay.ts'

const tell = (told: Tell): void => self.postMessage(told)
const { memory, answer } = relayMemory(tell)

self.addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  if (data.ask !== 'check') return answer(data)
  void runChecks(data.task, {
    source: createSource(fetch.bind(self)),
    memory,
    board: relayBoard(data.seals, data.marks, tell),
    unable: () => whyUnable(self.crypto),
    clock: () => performance.now(),
  })
})
