/** The elements that keep days and hyphenated numbers whole (web/draw/whole-days.ts). */
const WHOLE = /<span class="nowrap">([^<]*)<\/span>/g

/** HTML with the text of those elements as part of the sentence it stands in, as a reader copies it. */
export function undivided(html: string): string {
  return html.replace(WHOLE, '$1')
}
