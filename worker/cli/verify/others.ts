/** Records that another version of the code derived: how many there are, and what that means for who verifies. */
import { many } from '../../domain/text/many.ts'
import type { Words } from '../shell/usage.ts'
import { agreeingJson, differenceOf, type Replayed } from './difference.ts'
import type { Published } from './source/source.ts'

export class Others {
  #stored = 0
  #shown = 0
  readonly #differ: { id: string; field: string }[] = []

  /** Number of them that are stored. */
  get stored(): number {
    return this.#stored
  }

  /** @param field the first in which it differs from what its entries give; null when it does not */
  noteStored(id: string, field: string | null): void {
    this.#stored += 1
    if (field !== null) this.#differ.push({ id, field })
  }

  /** The first field in which what a site shows contradicts the entries; null when it agrees in all that both derive. */
  differenceShown(replayed: Replayed, published: Published): string | null {
    this.#shown += 1
    return differenceOf(replayed, published, agreeingJson)
  }

  notes(): Words[] {
    const notes: Words[] = []
    const [first] = this.#differ
    if (this.#stored > 0) {
      const differ = this.#differ.length
      const zh =
        first === undefined
          ? '内容与账目重放的结果相同'
          : `其中 ${differ} 项与账目重放的结果不同（首项：${first.id} 的 ${first.field}）`
      const en =
        first === undefined
          ? 'they hold what their entries give'
          : `${differ} of them differ from what their entries give (first: ${first.id}, in ${first.field})`
      notes.push({
        zh: `${this.#stored} 项记录还是由另一版程序整理的，等待重建；${zh}。读者看到的一律由账目现算，不取这些存放的内容。mingzhang rebuild 会立即重建，并列出不同之处。`,
        en: `${many(this.#stored, 'record was', 'records were')} derived by another version of the program, and rebuilding waits; ${en}. Readers are shown what the entries give, never what is stored of these. mingzhang rebuild does it at once and tells what differed.`,
      })
    }
    if (this.#shown > 0)
      notes.push({
        zh: `对方运行的是另一版程序：${this.#shown} 项记录只比对了双方都有的内容。要全部比对，请用与对方相同的版本核验。`,
        en: `The site runs another version of the program: ${many(this.#shown, 'record was', 'records were')} compared in what both derive. To compare all of it, verify with the version that the site runs.`,
      })
    return notes
  }
}
