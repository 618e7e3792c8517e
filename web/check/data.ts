/** Data that the script of the checking page is handed, on the site and in the file to keep. */
import { events } from '../../worker/domain/kinds/labels.ts'
import { type CheckWords, type ClientWords, type Lang, wordsFor } from '../words/words.ts'

export interface CheckScriptData {
  words: CheckWords
  /** Name of each event, in the language of the page. */
  events: Record<string, string>
  why: ClientWords['why']
}

/** Everything that the checking page says, in one language. */
export function checkData(lang: Lang): CheckScriptData {
  const { check, client } = wordsFor(lang)
  const named = Object.entries(events).map(([event, words]) => [event, words[lang]])
  return { words: check, events: Object.fromEntries(named), why: client.why }
}
