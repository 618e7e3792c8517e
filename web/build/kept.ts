/** The checking page as one file to keep: its words, styles and script are in it, and it may ask no network. */
import { createHash } from 'node:crypto'
import { checkData } from '../check/data.ts'
import { LANG_TAG, type Lang, wordsFor } from '../words/words.ts'

/** Built files that go into it. */
export interface KeptParts {
  /** the built script of the checking page, which imports nothing */
  script: string
  /** the built style sheet */
  sheet: string
}

/**
 * Text of the file in one language. The same parts give the same bytes, so that whoever builds this program can
 * compare theirs with the digest in a ledger.
 */
export function keptChecker(lang: Lang, { script, sheet }: KeptParts): string {
  const { check, site } = wordsFor(lang)
  const code = script.replaceAll('</script', '<\\/script')
  const data = JSON.stringify(checkData(lang)).replaceAll('<', '\\u003c')
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(code)}`,
    `style-src ${hashOf(sheet)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="${LANG_TAG[lang]}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${textOf(check.title)} · ${textOf(site.name)}</title>
<style>${sheet}</style></head>
<body class="page-check"><main id="main" class="wrap">
<div class="title"><h1>${textOf(check.title)}</h1><p class="lede">${textOf(check.lede)}</p></div>
<div data-check><p class="empty">${textOf(check.script)}</p></div>
<section><p><small>${textOf(check.keep.file)}</small></p></section>
</main>
<script type="application/json" id="check">${data}</script>
<script type="module">${code}</script>
</body></html>
`
}

/** Hexadecimal SHA-256 of a text in UTF-8. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const textOf = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
