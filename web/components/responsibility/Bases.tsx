import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { citation, foreign } from '../../text/language.ts'
import { linesOf } from '../../text/paragraphs.ts'
import type { LegalBasis } from '../../types.ts'
import { LongText } from '../record/Prose.tsx'

/** Citation of a basis, as its language has it; its own first line where nothing was recognised. */
export function citeBasis({ title, docNumber, article, text }: LegalBasis): string {
  if (title === null) return docNumber ?? article ?? linesOf(text)[0]?.text.slice(0, 60) ?? ''
  return citation(title, docNumber ?? '', article ?? '')
}

function numbered(bases: LegalBasis[]): { key: number; basis: LegalBasis }[] {
  return bases.map((basis, key) => ({ key, basis }))
}

/** Legal bases as a list: level, citation, then the text as printed, folded when it is long. */
export function Bases({ bases }: { bases: LegalBasis[] }) {
  const { lang } = useFrame()
  return (
    <ol class="bases">
      {numbered(bases).map(({ key, basis }) => {
        const cited = citeBasis(basis)
        return (
          <li key={key}>
            {(basis.title !== null || basis.docNumber !== null) && (
              <h3>
                {basis.level !== null && <span class="level">{label(lang, 'basis', basis.level)}</span>}
                <span lang={foreign(lang, cited)}>{cited}</span>
              </h3>
            )}
            {basis.text !== cited && <LongText text={basis.text} />}
          </li>
        )
      })}
    </ol>
  )
}
