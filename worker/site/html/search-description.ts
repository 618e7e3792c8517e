import { at } from '../../../web/address.ts'
import { LANG_TAG, type Lang, wordsFor } from '../../../web/words/words.ts'
import { escaped } from './xml.ts'

/** OpenSearch 1.1 description: lets a browser search this ledger from its address bar. */
export function searchDescription(lang: Lang, place: string, base: string): string {
  const { site, search } = wordsFor(lang)
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${escaped(`${site.name} ${place}`.trim().slice(0, 16))}</ShortName>
<Description>${escaped(search.description)}</Description>
<Language>${LANG_TAG[lang]}</Language>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="${escaped(`${base}${at(lang, '/search')}`)}?q={searchTerms}"/>
</OpenSearchDescription>
`
}
