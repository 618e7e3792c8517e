/** Citations of a record in the formats that reference managers read. Pure. */

/** Formats, by the ending of their files: BibTeX, RIS, CSL-JSON, GB/T 7714. */
export const citationFormats = ['bib', 'ris', 'json', 'txt'] as const
export type CitationFormat = (typeof citationFormats)[number]

/** A record as far as its citation goes. Days are `YYYY-MM-DD`. */
export interface Cited {
  id: string
  title: string
  /** Keeper of the record; the site where there is none. */
  author: string
  site: string
  url: string
  /** The day on which its newest entry was recorded. */
  recorded: string
  /** The day on which it is cited. */
  cited: string
  index: number
  size: number
  language: string
  /** That it was annulled, withheld or erased; and its place in the ledger. */
  note: string
}

/** Media type of each format. */
export const citationTypes: { readonly [format in CitationFormat]: string } = {
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  json: 'application/vnd.citationstyles.csl+json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
}

/** The citation of a record as the text of a file. */
export function citationIn(format: CitationFormat, cited: Cited): string {
  const writers = { bib: bibtex, ris, json: csl, txt: gbt7714 }
  return writers[format](cited)
}

/** Letters that TeX takes for commands, each by a command that prints it. */
const TEX: { readonly [letter: string]: string } = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

function tex(text: string): string {
  return oneLine(text)
    .replace(/[\\{}~^]/g, (letter) => TEX[letter] ?? letter)
    .replace(/[#$%&_]/g, (letter) => `\\${letter}`)
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function bibtex({ id, title, author, site, url, recorded, cited, note, language }: Cited): string {
  const fields = {
    author: `{${tex(author)}}`,
    title: `{${tex(title)}}`,
    organization: tex(site),
    year: recorded.slice(0, 4),
    date: recorded,
    url,
    urldate: cited,
    note: tex(note),
    langid: language,
  }
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`)
  return `@misc{${id},\n${lines.join(',\n')}\n}\n`
}

function ris({ id, title, author, site, url, recorded, cited, note, language }: Cited): string {
  const slashed = (day: string): string => day.replaceAll('-', '/')
  const lines = [
    ['TY', 'ELEC'],
    ['ID', id],
    ['AU', author],
    ['TI', title],
    ['PB', site],
    ['PY', recorded.slice(0, 4)],
    ['DA', slashed(recorded)],
    ['Y2', slashed(cited)],
    ['UR', url],
    ['N1', note],
    ['LA', language],
    ['ER', ''],
  ]
  return lines.map(([tag = '', value = '']) => `${tag}  - ${oneLine(value)}\r\n`).join('')
}

function csl({ id, title, author, site, url, recorded, cited, note, language }: Cited): string {
  const parts = (day: string) => ({ 'date-parts': [day.split('-').map(Number)] })
  const item = {
    id,
    type: 'webpage',
    title,
    author: [{ literal: author }],
    publisher: site,
    issued: parts(recorded),
    accessed: parts(cited),
    URL: url,
    note,
    language,
  }
  return `${JSON.stringify([item], null, 2)}\n`
}

/** GB/T 7714-2015 §4.6: 主要责任者. 题名：其他题名信息[EB/OL]. 出版者 (更新日期)[引用日期]. 获取和访问路径. */
function gbt7714({ title, author, site, url, recorded, cited, note }: Cited): string {
  const named = oneLine(`${title}：${note}`)
  return `${oneLine(author)}. ${named}[EB/OL]. ${oneLine(site)} (${recorded})[${cited}]. ${url}.\n`
}
