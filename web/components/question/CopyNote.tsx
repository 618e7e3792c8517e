/** 副本: that a document is not the one that was sent, but a copy without some of its parts, and on which grounds. */
import type { ModerationGround } from '../../../worker/domain/record/spoken/vocabulary.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { fill } from '../../words/words.ts'

/** One line below the document; nothing where it is as it was sent. */
export function CopyNote({ copied }: { copied: readonly ModerationGround[] }) {
  const { lang, words } = useFrame()
  if (copied.length === 0) return null
  const grounds = copied.map((one) => label(lang, 'moderationGround', one))
  return (
    <p class="hint">{fill(words.questions.copied, { grounds: grounds.join(lang === 'zh' ? '、' : ', ') })}</p>
  )
}
