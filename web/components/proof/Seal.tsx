import type { SealKind } from '../../verify/state.ts'
import { fill } from '../../words/fill.ts'
import type { ClientWords } from '../../words/words.ts'

/** The glyph in the seal; a sealed entry keeps its 封 until something is wrong with it. */
function glyphOf(words: ClientWords, is: SealKind, sealed: boolean): string {
  if (is === 'broken') return words.glyph.broken
  if (is === 'cannot') return words.glyph.cannot
  return sealed ? words.glyph.sealed : words.glyph.check
}

interface SealProps {
  words: ClientWords
  is: SealKind
  sealed?: boolean
  big?: boolean
}

/** The seal alone, for the eye. Whoever draws it says the state in words beside it. */
export function Seal({ words, is, sealed = false, big = false }: SealProps) {
  return (
    <span class={`seal seal--${is}${big ? ' seal--big' : ''}`} lang="zh-CN" aria-hidden="true">
      {glyphOf(words, is, sealed)}
    </span>
  )
}

interface StampProps extends SealProps {
  index: number
  /** Address of the page of the entry. */
  href: string
}

/** A small seal with its word, leading to the entry that it stands for. */
export function Stamp({ index, href, ...seal }: StampProps) {
  const state = seal.words.seal[seal.is]
  return (
    <a class={`stamp stamp--${seal.is}`} href={href}>
      <Seal {...seal} />
      <span class="stamp__word" aria-hidden="true">
        {state}
      </span>
      <span class="vh">{fill(seal.words.sealOf, { index, state })}</span>
    </a>
  )
}
