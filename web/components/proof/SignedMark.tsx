import type { SignedState } from '../../verify/state.ts'
import type { ClientWords } from '../../words/words.ts'
import { Mark, type Shape } from '../Mark.tsx'

const shapes: { readonly [is in SignedState['is']]: Shape } = {
  unchecked: 'pen',
  checking: 'pen',
  cannot: 'pen',
  good: 'signed',
  lost: 'signed',
  revoked: 'half',
  wrong: 'triangle',
  unknown: 'triangle',
}

/** State of the department's signature on an entry: a shape and words. */
export function SignedMark({ words, mark }: { words: ClientWords; mark: SignedState }) {
  return (
    <span class={`signed signed--${mark.is}`}>
      <Mark shape={shapes[mark.is]} /> {words.signed.mark[mark.is]}
    </span>
  )
}
