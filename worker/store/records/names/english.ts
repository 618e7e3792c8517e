/** The English name of a row of `record`, read from its state where its kind may have one. */
import { namedInEnglish } from '../../../domain/kinds/table.ts'

const KINDS = namedInEnglish.map((kind) => `'${kind}'`).join(', ')

/** Column of that name; null where there is none. States of other kinds, which may be long, are not looked into. */
export function english(of: string): string {
  return `CASE WHEN ${of}.kind IN (${KINDS})
    THEN coalesce(nullif(${of}.state ->> '$.nameEn', ''), nullif(${of}.state ->> '$.titleEn', '')) END`
}
