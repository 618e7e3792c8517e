/** Renders a page to the text of an HTML document. No I/O. */
import { api, at } from '../../../web/address.ts'
import type { PageData } from '../../../web/client-data.ts'
import type { Frame } from '../../../web/frame.ts'
import type { View } from '../../../web/page.tsx'
import { formatMoment } from '../../../web/text/dates.ts'
import type { Shown } from '../../../web/verify/record.ts'
import { LANG_TAG } from '../../../web/words/words.ts'
import { toHtml } from './draw.ts'
import { keepLarge } from './large.ts'
import { createStyles } from './styles.ts'

/** Checks that the browser is to make on a page; null where there is nothing to check. */
export interface Check {
  shown: Shown | null
  /** Entries to check one by one. */
  indices: number[]
  /** The entry whose receipt is offered for download. */
  receiptOf: number | null
}

/** A JSON block that cannot end its own script element, whatever stands in it. */
function jsonScript(type: string, value: unknown, id?: string): string {
  const text = JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `<script type="${type}"${id === undefined ? '' : ` id="${id}"`}>${text}</script>`
}

function pageData(frame: Frame, { shown, indices, receiptOf }: Check): PageData {
  const { words, lang, size, recorded, timeZone, assets } = frame
  return {
    words: words.client,
    shown,
    indices,
    proof: {
      size,
      recorded: recorded === null ? null : formatMoment(recorded, timeZone),
      download: receiptOf === null ? null : api.tlogProof(receiptOf),
      how: at(lang, '/verify'),
    },
    redraw: shown === null ? null : (assets.redraw ?? null),
    timeZone,
    copied: words.cite.copied,
  }
}

const stylesOf = new Map<string, (html: string) => string>()

/** Styles of a page that is drawn in whole on the server; pages that a script draws have the whole sheet as a file. */
function styleIn({ assets: { sheet } }: Frame, html: string): string {
  if (sheet === undefined || html.slice(0, html.indexOf('</head>')).includes('<link rel="stylesheet"'))
    return ''
  const styles = stylesOf.get(sheet) ?? createStyles(sheet)
  stylesOf.set(sheet, styles)
  return `<style>${styles(html)}</style>`
}

/** The whole document. JSON blocks are put in as text: markup would escape what must stay as it is. */
export function renderPage(view: View, frame: Frame, check: Check | null): string {
  const { document, data } = view.draw(frame)
  const linked = { '@context': 'https://schema.org', inLanguage: LANG_TAG[frame.lang], ...data }
  const head = data === null ? '' : jsonScript('application/ld+json', linked)
  const block = check === null ? '' : jsonScript('application/json', pageData(frame, check), 'page')
  const own = view.block === null ? '' : jsonScript('application/json', view.block.data, view.block.id)
  const drawn = toHtml(document)
  const html = frame.large ? keepLarge(drawn) : drawn
  const style = styleIn(frame, html)
  return `<!doctype html>${html.replace('</head>', () => `${style}${head}</head>`).replace('</main>', () => `</main>${block}${own}`)}`
}
