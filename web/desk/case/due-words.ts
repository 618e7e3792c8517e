import type { CaseDue } from '../../../worker/domain/case/due.ts'
import { lackWords } from '../../../worker/domain/clock/lines.ts'
import type { Lang } from '../../../worker/domain/record/problem.ts'
import { fill } from '../../words/fill.ts'
import type { DeskWords } from '../frame/words.ts'

/** Line on a day that is due in a file, with its basis; or on the reason for which no day can be told. */
export function dueWords({ due, lacks, basis }: CaseDue, { cases }: DeskWords, lang: Lang): string {
  if (due !== null) return fill(cases.dueLine, { due, basis: basis[lang] })
  return fill(cases.noDay, { why: lackWords[lacks ?? 'not_named'][lang], basis: basis[lang] })
}
