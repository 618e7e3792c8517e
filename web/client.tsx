/** The client entry: takes over the seals and the proof box, then checks what the page shows. */
import { hydrate, render, type VNode } from 'preact'
import type { PageData } from './client-data.ts'
import { ProofBox } from './components/proof/ProofBox.tsx'
import { Stamp } from './components/proof/Seal.tsx'
import { SignedMark } from './components/proof/SignedMark.tsx'
import { whyUnable } from './verify/ability.ts'
import { type Board, createBoard } from './verify/board.ts'
import { createMemory } from './verify/memory.ts'
import { runChecks } from './verify/run.ts'
import { createSource } from './verify/source.ts'

/** Draws an island at once, and again in the next frame after changes on the board. */
function take(root: Element, redraw: Redraw, draw: () => VNode): void {
  hydrate(draw(), root)
  redraw.push(() => render(draw(), root))
}

/** Parts of a page that are drawn again after changes on the board. */
type Redraw = (() => void)[]

/** Draws all islands once a frame, however many changes there were: a page may have hundreds of seals. */
function follow(board: Board, redraw: Redraw): void {
  let isWaiting = false
  board.listen(() => {
    if (isWaiting) return
    isWaiting = true
    // A page in the background has no frames.
    const next = document.hidden ? setTimeout : requestAnimationFrame
    next(() => {
      isWaiting = false
      for (const draw of redraw) draw()
    })
  })
}

/** Waits until the page is there and its reader has done what they were at. */
function whenUsable(work: () => void): void {
  // Not every browser has it.
  const idle = window.requestIdleCallback?.bind(window) ?? ((then: () => void) => setTimeout(then, 200))
  const begin = (): unknown => idle(work, { timeout: 2000 })
  if (document.readyState === 'complete') begin()
  else window.addEventListener('load', begin, { once: true })
}

/** Hands both contradicting checkpoints to the reader as one file. */
function saveFork(board: Board): void {
  const { growth } = board.summary()
  if (growth?.is !== 'differs') return
  const file = new Blob([`${growth.seen}\n\n${growth.given}`], { type: 'text/plain' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = 'mingzhang-fork.txt'
  link.click()
  URL.revokeObjectURL(link.href)
}

function start({ words, shown, indices, proof }: PageData): void {
  const seals = [...document.querySelectorAll<HTMLElement>('[data-seal]')]
  const claims = [...document.querySelectorAll<HTMLElement>('[data-signed]')]
  // Also entries that the page counts but does not draw, as those of a strand that the reader did not choose.
  const told = [...Object.keys(shown?.moments ?? {}).map(Number), ...indices]
  const board = createBoard(
    [...new Set([...told, ...seals.map(({ dataset }) => Number(dataset.seal))])],
    claims.map(({ dataset }) => Number(dataset.signed)),
  )
  const redraw: Redraw = []
  for (const root of seals) {
    const index = Number(root.dataset.seal)
    const href = root.querySelector('a')?.getAttribute('href') ?? ''
    const sealed = root.dataset.sealed !== undefined
    take(root, redraw, () => (
      <Stamp words={words} is={board.seal(index).is} index={index} href={href} sealed={sealed} />
    ))
  }
  for (const root of claims) {
    const index = Number(root.dataset.signed)
    take(root, redraw, () => <SignedMark words={words} mark={board.mark(index)} />)
  }
  for (const root of document.querySelectorAll('[data-proof]')) {
    take(root, redraw, () => (
      <ProofBox words={words} summary={board.summary()} {...proof} onDownloadFork={() => saveFork(board)} />
    ))
  }
  follow(board, redraw)
  whenUsable(() => {
    void runChecks(
      { shown, indices },
      {
        source: createSource(fetch.bind(window)),
        memory: createMemory(() => window.localStorage),
        board,
        unable: () => whyUnable(window.crypto),
        clock: () => performance.now(),
      },
    )
  })
}

/** A button beside the citation that copies it; there is none where the browser cannot. */
function offerCopy(copied: string): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    if (navigator.clipboard === undefined) return
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.querySelector('[data-cite]')?.textContent ?? '')
      button.textContent = copied
    })
  }
}

const block = document.getElementById('page')?.textContent
if (block) {
  const page: PageData = JSON.parse(block)
  start(page)
  offerCopy(page.copied)
}
