/** The client entry: has what the page shows checked in a thread, and draws seals and proof box as that goes on. */
import type { VNode } from 'preact'
import type { PageData } from './client-data.ts'
import { ProofBox } from './components/proof/ProofBox.tsx'
import { Stamp } from './components/proof/Seal.tsx'
import { SignedMark } from './components/proof/SignedMark.tsx'
import { drawInto } from './draw/draw.ts'
import { type Board, createBoard } from './verify/board.ts'
import { createMemory } from './verify/memory.ts'
import { drawChanged, type Island } from './verify/thread/drawing.ts'
import { checkInThread, type Thread } from './verify/thread/follow.ts'

/** Waits until the page is there and its reader has done what they were at. */
function whenUsable(work: () => void): void {
  // Not every browser has it.
  const idle = window.requestIdleCallback?.bind(window) ?? ((then: () => void) => setTimeout(then, 200))
  const begin = (): unknown => idle(work, { timeout: 2000 })
  if (document.readyState === 'complete') begin()
  else window.addEventListener('load', begin, { once: true })
}

/** Does a work after some milliseconds; when it is 0, in the next frame, or at once where the page has no frames. */
function after(work: () => void, milliseconds: number): void {
  if (milliseconds > 0 || document.hidden) setTimeout(work, milliseconds)
  else requestAnimationFrame(() => setTimeout(work))
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

function start({ words, shown, indices, proof, redraw }: PageData): void {
  const seals = [...document.querySelectorAll<HTMLElement>('[data-seal]')]
  const claims = [...document.querySelectorAll<HTMLElement>('[data-signed]')]
  // Also entries that the page counts but does not draw, as those of a strand that the reader did not choose.
  const told = [...Object.keys(shown?.moments ?? {}).map(Number), ...indices]
  const board = createBoard(
    [...new Set([...told, ...seals.map(({ dataset }) => Number(dataset.seal))])],
    claims.map(({ dataset }) => Number(dataset.signed)),
  )
  const islands: Island[] = []
  const add = (root: Element, told: () => unknown, node: () => VNode): void => {
    islands.push({ told, draw: () => drawInto(node(), root) })
  }
  for (const root of seals) {
    const index = Number(root.dataset.seal)
    const href = root.querySelector('a')?.getAttribute('href') ?? ''
    const sealed = root.dataset.sealed !== undefined
    add(
      root,
      () => board.seal(index).is,
      () => <Stamp words={words} is={board.seal(index).is} index={index} href={href} sealed={sealed} />,
    )
  }
  for (const root of claims) {
    const index = Number(root.dataset.signed)
    add(
      root,
      () => board.mark(index),
      () => <SignedMark words={words} mark={board.mark(index)} />,
    )
  }
  for (const root of document.querySelectorAll('[data-proof]')) {
    add(
      root,
      () => board.summary(),
      () => (
        <ProofBox
          words={words}
          summary={board.summary()}
          {...proof}
          onDownloadFork={() => saveFork(board)}
          onRedraw={redraw === null ? undefined : () => drawAgain(redraw)}
        />
      ),
    )
  }
  drawChanged(board, islands, after)
  whenUsable(() =>
    checkInThread(
      openThread,
      { shown, indices },
      board,
      createMemory(() => window.localStorage),
    ),
  )
}

/** Loads what draws the record again; where it is there, it is asked once more. */
function drawAgain(script: string): void {
  if (!document.dispatchEvent(new CustomEvent('redraw', { cancelable: true }))) return
  void import(/* @vite-ignore */ script)
}

function openThread(): Thread {
  return new Worker(new URL('./verify/thread/checks.worker.ts', import.meta.url), {
    type: 'module',
    name: 'checks',
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
