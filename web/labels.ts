/** Words for codes and fields, in the reader's language. Unknown codes are shown as they are. */

import { fieldLabel as fieldLabelOf, label } from '../worker/domain/kinds/labels.ts'
import { isKind } from '../worker/domain/kinds/table.ts'
import type { RecordKind } from '../worker/domain/record/event.ts'
import { figureWords } from '../worker/domain/rules/measure/figures.ts'
import type { Lang } from './words/words.ts'

export {
  actLabel,
  hiddenTitle,
  type LabelSet,
  label,
  levelLabel,
  listWords,
  type Opened,
  ownSetOf,
  ownSetsOf,
  standingLabel,
  statusLabel,
  titleOr,
  typeLabel,
  wholeStanding,
  wordsOf,
} from '../worker/domain/kinds/labels.ts'

/** Name of a field of a record; `kind` is the record's kind or an event's (`department.renamed`). */
export function fieldLabel(lang: Lang, kind: string, field: string): string {
  return fieldLabelOf(lang, kindIn(kind), field, kind.split('.')[1])
}

/** Figure that a rule measured, in words: codes of the ledger by their names. */
export function figureLabel(lang: Lang, kind: string, figure: number | string): string {
  return figureWords(figure, isKind(kind) ? kind : null)[lang]
}

/** The kind of a record in the name of an event; a responsibility where it is none. */
export function kindIn(event: string): RecordKind {
  const kind = event.split('.')[0] ?? ''
  return isKind(kind) ? kind : 'responsibility'
}

/** Name of a role of an account. */
export function roleLabel(lang: Lang, role: string): string {
  return label(lang, 'role', role)
}

/** A ground for withholding or for a lawful erasure. */
export function groundLabel(lang: Lang, ground: string): string {
  const word = label(lang, 'ground', ground)
  return word === ground ? label(lang, 'erasure', ground) : word
}
